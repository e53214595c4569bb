import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';

/** A number of pods, or a share of them. */
export type PodCount = number | `${number}%`;

/** How a DaemonSet replaces its pods, spelled as Kubernetes does. What is left out is left to Kubernetes. */
export interface DaemonSetRollout {
  /** Seconds that a pod must be ready before it counts. @default - Kubernetes' 0 */
  readonly minReadySeconds?: number;
  /** Old versions that are kept. @default - Kubernetes' 10 */
  readonly revisionHistoryLimit?: number;
  /** Pods that may be missing meanwhile. @default - Kubernetes' */
  readonly maxUnavailable?: PodCount;
  /** Pods that may be too many meanwhile. @default - Kubernetes' */
  readonly maxSurge?: PodCount;
}

/** How a Deployment replaces its pods, spelled as Kubernetes does. What is left out is left to Kubernetes. */
export interface DeploymentRollout extends DaemonSetRollout {
  /** Seconds without progress after which it has failed; Flagger then rolls back. @default - Kubernetes' 600 */
  readonly progressDeadlineSeconds?: number;
}

/** How apps are replaced that do not say. */
export const DEFAULT_ROLLOUT: DeploymentRollout = {
  revisionHistoryLimit: 5,
  minReadySeconds: 5,
  progressDeadlineSeconds: 60,
  maxUnavailable: 1,
};

/** The fields of a Deployment or DaemonSet that say how it replaces its pods. */
export function rolloutFields(
  kind: 'Deployment' | 'DaemonSet',
  { maxUnavailable, maxSurge, ...fields }: DeploymentRollout,
): Record<string, unknown> {
  if (maxUnavailable === undefined && maxSurge === undefined) return fields;
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } };
  return { ...fields, ...(kind === 'Deployment' ? { strategy } : { updateStrategy: strategy }) };
}

/** Kubernetes' own deadline of a Deployment, in seconds. */
const KUBERNETES_DEADLINE = 600;

/** Checks how a workload replaces its pods. */
export function checkRollout(kind: 'Deployment' | 'DaemonSet', rollout: DeploymentRollout): Problem[] {
  const { minReadySeconds = 0, maxUnavailable, maxSurge } = rollout;
  return [
    ...checkInteger('rollout.minReadySeconds', minReadySeconds, 0),
    ...checkInteger('rollout.revisionHistoryLimit', rollout.revisionHistoryLimit ?? 0, 0),
    ...checkPodCount('rollout.maxUnavailable', maxUnavailable),
    ...checkPodCount('rollout.maxSurge', maxSurge),
    ...(kind === 'Deployment' ? checkDeployment(rollout) : checkDaemonSet(rollout)),
  ];
}

function checkDeployment({
  minReadySeconds = 0,
  progressDeadlineSeconds,
  maxUnavailable,
  maxSurge,
}: DeploymentRollout): Problem[] {
  const problems: Problem[] = isZero(maxUnavailable) && isZero(maxSurge) ? [stuck(maxUnavailable)] : [];
  if (progressDeadlineSeconds !== undefined) {
    return [
      ...problems,
      ...checkInteger('rollout.progressDeadlineSeconds', progressDeadlineSeconds, minReadySeconds + 1),
    ];
  }
  if (minReadySeconds < KUBERNETES_DEADLINE) return problems;
  const must = `be given, above minReadySeconds ${minReadySeconds}`;
  const remedy = `Kubernetes' own is ${KUBERNETES_DEADLINE}, at which no pod would count yet: write a greater one`;
  return [...problems, { prop: 'rollout.progressDeadlineSeconds', must, got: progressDeadlineSeconds, remedy }];
}

/** Kubernetes' defaults are one missing pod, and none too many; it refuses both and neither. */
function checkDaemonSet({ maxUnavailable = 1, maxSurge = 0 }: DaemonSetRollout): Problem[] {
  if (isZero(maxUnavailable) && isZero(maxSurge)) return [stuck(maxUnavailable)];
  if (isZero(maxUnavailable) || isZero(maxSurge)) return [];
  const must = `be 0 beside maxSurge ${maxSurge} of a DaemonSet`;
  const remedy = 'the API server refuses both together, and 1 is its default: write 0';
  return [{ prop: 'rollout.maxUnavailable', must, got: maxUnavailable, remedy }];
}

function stuck(got: PodCount | undefined): Problem {
  const remedy = 'otherwise no pod can be replaced: raise either';
  return { prop: 'rollout.maxUnavailable', must: 'not be 0 beside maxSurge 0', got, remedy };
}

/**
 * Checks a number of pods, or a share of them.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the number or share.
 */
export function checkPodCount(prop: string, got: PodCount | undefined): Problem[] {
  if (got === undefined || (typeof got === 'number' && Number.isInteger(got) && got >= 0)) return [];
  if (typeof got === 'string' && /^([0-9]|[1-9][0-9]|100)%$/.test(got)) return [];
  return [{ prop, must: 'be a whole number or a share up to 100%', got, remedy: 'for example 1 or "25%"' }];
}

function isZero(count: PodCount | undefined): boolean {
  return count === 0 || count === '0%';
}
