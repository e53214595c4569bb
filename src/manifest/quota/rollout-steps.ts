/**
 * What a workload goes through. Under a Canary, as Flagger's phases: `initializing`, the primary starts beside the target;
 * `progressing`, the target runs the new version beside the primary; `restarting`, a still newer version replaces the
 * target's pods meanwhile; `promoting`, the primary's pods are replaced while the target still runs; `overtaken`, a newer
 * version replaces the target's pods during that. Without a Canary: `running`, and `updating` while its pods are replaced.
 */
export type RolloutStep =
  'initializing' | 'progressing' | 'restarting' | 'promoting' | 'overtaken' | 'running' | 'updating';

/** The most pods that there are at a step. */
export interface StepPods {
  readonly step: RolloutStep;
  readonly pods: number;
}

/** A number of pods, and how many more there may be while they are replaced. */
interface Replicas {
  readonly most: number;
  readonly surge: number;
}

/** The steps of a workload that no Canary owns. */
export function plainSteps({ most, surge }: Replicas): readonly StepPods[] {
  return [
    { step: 'running', pods: most },
    { step: 'updating', pods: most + surge },
  ];
}

/**
 * The steps of a Canary's target and its primary. Flagger makes the primary as large as the target is then, and an autoscaler of
 * its own only when it is ready; from then on each is as large as its own autoscaler lets it be. The target keeps its
 * pods until the primary's are replaced.
 */
export function canarySteps(target: Replicas, primary: Replicas): readonly StepPods[] {
  const both = target.most + primary.most;
  return [
    { step: 'initializing', pods: 2 * target.most + target.surge },
    { step: 'progressing', pods: both },
    { step: 'restarting', pods: both + target.surge },
    { step: 'promoting', pods: both + primary.surge },
    { step: 'overtaken', pods: both + target.surge + primary.surge },
  ];
}
