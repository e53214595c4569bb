import { type Version, WORKLOADS } from './version';

// pkg/metrics/recorder.go of Flagger: `name` is the target's, not the Canary's; weights have `workload` instead. `namespace` is
// the Canary's and stays so, since the chart's job `kubernetes-pods` has `honor_labels`. `max` joins what the pods of two
// Flaggers left while they took turns.

/** A series that Flagger exports for the chosen canary's target. */
export function ofTarget(series: string): string {
  return `${series}{namespace="$namespace", name="$canary"}`;
}

/** How the rollout stands: 0 Progressing, 2 Failed, 1 any other phase. */
export const STATUS = `max(${ofTarget('flagger_canary_status')})`;

/** {@link STATUS} a minute ago. */
export const STATUS_BEFORE = `max(${ofTarget('flagger_canary_status')} offset 1m)`;

/** The share of the traffic that a version has, in percent. */
export function rolloutWeight(version: Version): string {
  return `max(flagger_canary_weight{namespace="$namespace", workload="${WORKLOADS[version]}"})`;
}
