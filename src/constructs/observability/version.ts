/** The two versions of a target that a rollout compares. */
export type Version = 'primary' | 'canary';

/** Names of their workloads, in the variables of a dashboard: `$canary` is the target's name. */
export const WORKLOADS: Readonly<Record<Version, string>> = { primary: '$canary-primary', canary: '$canary' };
