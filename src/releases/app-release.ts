/** What release data may say about one app. Everything is optional: the code holds what the file leaves out. */
export interface AppRelease {
  /** Image tag. */
  readonly tag?: string;
  /** UI colour of a Podinfo app, by name or `#rrggbb`. */
  readonly color?: string;
  /** A fixed number of replicas, or the bounds of the app's autoscaler. */
  readonly replicas?: number | ReplicaRange;
  /** Numbers of the app's canary analysis; they override the code. */
  readonly canary?: CanaryRelease;
}

/** Bounds of an autoscaler, in pods. */
export interface ReplicaRange {
  /** Fewest pods. */
  readonly min: number;
  /** Most pods. */
  readonly max: number;
}

/** The numbers that people tune a rollout with, spelled as in Flagger's `spec.analysis`. */
export interface CanaryRelease {
  /** Time between two steps, in whole seconds or minutes. */
  readonly interval?: string;
  /** Failed checks before Flagger rolls back. */
  readonly threshold?: number;
  /** Percent of the traffic that each step adds to the canary. */
  readonly stepWeight?: number;
  /** The canary's share after each step, in percent, strictly increasing. */
  readonly stepWeights?: readonly number[];
  /** The canary's greatest share before it is promoted, in percent. */
  readonly maxWeight?: number;
  /** Percent of the traffic that each step of the promotion moves back to the primary. */
  readonly stepWeightPromotion?: number;
  /** Number of checks of a blue/green rollout or an A/B test. */
  readonly iterations?: number;
  /**
   * The tag that is rolled out without analysis, to go back to it fast: the app's own `tag`, so that the next one is
   * analysed again.
   */
  readonly skipAnalysis?: string;
}

/** One app's entry in a release file. What is not taken by any construct is reported as unused. */
export interface AppReleaseEntry {
  /** Reads one field and notes that it had an effect. */
  take<Field extends keyof AppRelease>(field: Field): AppRelease[Field] | undefined;
  /** Whether the file has the field, right or wrong: a wrong value is reported by the file, and must not be asked for. */
  has(field: keyof AppRelease): boolean;
  /** Where a field stands, for messages: `releases/dev.yaml:4:10: shop.backend.tag`. */
  where(field: string): string;
}
