import type { ControlPlane } from '../control-plane/control-plane';
import { KubeError } from '../control-plane/kube-connection';
import type { ConditionedObject, KubeKind } from '../control-plane/kube-object';

interface StandIn {
  readonly kind: KubeKind;
  readonly condition: string;
}

// Who writes these conditions is installed by charts, and charts are not here.
const STAND_INS: readonly StandIn[] = [
  { kind: { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' }, condition: 'Ready' },
  { kind: { apiVersion: 'trust.cert-manager.io/v1alpha1', kind: 'Bundle' }, condition: 'Synced' },
];

/** Stands in for what helm-controller and the installed charts do: says that each release is ready. So Flux goes on. */
export function standInForCharts(plane: ControlPlane): void {
  const aborter = new AbortController();
  const watches = STAND_INS.map((standIn) => sayReady(plane, standIn, aborter.signal));
  plane.onStop(async () => {
    aborter.abort();
    await Promise.all(watches);
  });
}

async function sayReady({ kube }: ControlPlane, { kind, condition }: StandIn, signal: AbortSignal): Promise<void> {
  for await (const { type, object } of kube.watch<ConditionedObject>(kind, signal)) {
    const { generation = 1 } = object.metadata;
    if (type === 'DELETED' || object.status?.observedGeneration === generation) continue;
    const known = { reason: 'StandIn', message: 'nothing is installed in this test', lastTransitionTime: now() };
    const status = {
      ...(kind.kind === 'HelmRelease' && { observedGeneration: generation }),
      conditions: [{ type: condition, status: 'True', observedGeneration: generation, ...known }],
    };
    if (kind.kind === 'Bundle' && object.status?.conditions?.some((one) => one.type === condition)) continue;
    try {
      await kube.merge(kind, object.metadata, { status }, 'status');
    } catch (error) {
      if (!(error instanceof KubeError && error.status === 404)) throw error;
    }
  }
}

/** In the one form that Kubernetes takes. */
function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
