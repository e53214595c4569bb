import type { KubeObject } from '../control-plane/kube-object';
import type { Readiness } from './scenario';

/** A Deployment, as far as its status depends on it. */
export interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas: number;
    readonly template: { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> } };
  };
}

interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly lastUpdateTime: string;
}

interface Counts {
  readonly observedGeneration: number;
  readonly replicas: number;
  readonly updatedReplicas: number;
  readonly availableReplicas: number;
  readonly conditions: readonly Condition[];
}

// Long ago, so that every deadline since has passed.
const EPOCH = '1970-01-01T00:00:00Z';

/** The status that the Deployment controller would write: instead of running Pods, a scenario says what becomes of them. */
export function statusOf({ metadata, spec: { replicas } }: Deployment, readiness: Readiness): object {
  const ready: Counts = {
    observedGeneration: metadata.generation ?? 0,
    replicas,
    updatedReplicas: replicas,
    availableReplicas: replicas,
    conditions: [progressing(true), available(true)],
  };
  const counts = { ...ready, ...differences(ready, readiness) };
  return {
    ...counts,
    readyReplicas: counts.availableReplicas,
    unavailableReplicas: counts.replicas - counts.availableReplicas,
  };
}

function differences(ready: Counts, readiness: Readiness): Partial<Counts> {
  if (typeof readiness === 'object') return { availableReplicas: readiness.available };
  switch (readiness) {
    case 'ready':
      return {};
    case 'unobserved':
      return { observedGeneration: ready.observedGeneration - 1 };
    case 'updating':
      return { updatedReplicas: 0 };
    case 'terminating':
      return { replicas: ready.replicas + 1 };
    case 'unavailable':
      return { availableReplicas: 0, conditions: [progressing(true), available(false)] };
    case 'unavailable-past-deadline':
      return { availableReplicas: 0, conditions: [progressing(true), available(false, EPOCH)] };
    case 'progress-deadline-exceeded':
      return { availableReplicas: 0, conditions: [progressing(false), available(false)] };
  }
}

function progressing(isSo: boolean): Condition {
  const reason = isSo ? 'NewReplicaSetAvailable' : 'ProgressDeadlineExceeded';
  return { type: 'Progressing', status: isSo ? 'True' : 'False', reason, lastUpdateTime: now() };
}

function available(isSo: boolean, lastUpdateTime = now()): Condition {
  const reason = isSo ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable';
  return { type: 'Available', status: isSo ? 'True' : 'False', reason, lastUpdateTime };
}

/** Flagger compares it with its own clock; it is in no trace. */
function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
