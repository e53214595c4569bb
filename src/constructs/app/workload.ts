import { DEFAULT_ROLLOUT, rolloutFields } from './rollout';
import type { WebAppProps } from './web-app-props';

/**
 * The `spec` of a Deployment or DaemonSet. A Deployment has no `replicas` unless nothing else sets them: they belong to the
 * autoscaler, and to Flagger where a Canary owns it.
 *
 * @param name the app's name.
 * @param props its props.
 * @param template its pods.
 * @param replicas a fixed number of pods, which nothing else sets.
 */
export function workloadSpec(
  name: string,
  { kind = 'Deployment', rollout }: WebAppProps,
  template: object,
  replicas: number | undefined,
): Record<string, unknown> {
  return {
    replicas,
    ...rolloutFields(kind, rollout ?? defaultRollout(kind)),
    selector: { matchLabels: { app: name } },
    template,
  };
}

function defaultRollout(kind: 'Deployment' | 'DaemonSet') {
  const { progressDeadlineSeconds, ...both } = DEFAULT_ROLLOUT;
  return kind === 'Deployment' ? { ...both, progressDeadlineSeconds } : both;
}
