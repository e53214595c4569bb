import type { RequestMatch } from './request-match';
import type { SessionAffinity } from './session-affinity';

/** Traffic moves to the new version in equal steps. Made by {@link canary}. */
export interface WeightedCanary {
  /** Tells this strategy from the others. */
  readonly kind: 'canary';
  /** Percent of the traffic that each step adds to the canary. */
  readonly stepWeight: number;
  /** The canary's greatest share before it is promoted, in percent. @default 100 */
  readonly maxWeight?: number;
  /** Percent of the traffic that each step of the promotion moves back. @default - all at once */
  readonly stepWeightPromotion?: number;
  /** Copies requests to the canary before it gets its first share; Istio only. @default false */
  readonly mirror?: boolean;
  /** Percent of the requests that are copied, with `mirror`. @default - all of them */
  readonly mirrorWeight?: number;
  /** Keeps users whom the canary answered with the canary; Istio and Gateway API. @default - each request is split anew */
  readonly sessionAffinity?: SessionAffinity;
}

/** Traffic moves to the new version in the given steps. Made by {@link canary}. */
export interface SteppedCanary {
  /** Tells this strategy from the others. */
  readonly kind: 'canary';
  /** The canary's share after each step, in percent, strictly increasing; the last is its greatest. */
  readonly stepWeights: readonly number[];
  /** Percent of the traffic that each step of the promotion moves back. @default - all at once */
  readonly stepWeightPromotion?: number;
  /** Copies requests to the canary before it gets its first share; Istio only. @default false */
  readonly mirror?: boolean;
  /** Percent of the requests that are copied, with `mirror`. @default - all of them */
  readonly mirrorWeight?: number;
  /** Keeps users whom the canary answered with the canary; Istio and Gateway API. @default - each request is split anew */
  readonly sessionAffinity?: SessionAffinity;
}

/** The new version is tested beside the old one, then gets all traffic at once. Made by {@link blueGreen}. */
export interface BlueGreen {
  /** Tells this strategy from the others. */
  readonly kind: 'blue-green';
  /** Number of checks before all traffic moves. */
  readonly iterations: number;
  /** Copies requests to the new version while it is tested; Istio and Gateway API. @default false */
  readonly mirror?: boolean;
  /** Percent of the requests that are copied, with `mirror`; Istio only. @default - all of them */
  readonly mirrorWeight?: number;
}

/** Only requests that match go to the new version while it is tested. Made by {@link abTest}. */
export interface AbTest {
  /** Tells this strategy from the others. */
  readonly kind: 'ab-test';
  /** Number of checks before the new version is promoted. */
  readonly iterations: number;
  /** The requests that go to the new version: those that fulfil any of these. */
  readonly match: readonly RequestMatch[];
}

/** How a new version takes over, as plain data. */
export type Strategy = WeightedCanary | SteppedCanary | BlueGreen | AbTest;

/**
 * Whether requests are copied to the new version, and how many of them.
 *
 * @typeParam Mirror whether they are, where the compiler knows.
 */
export interface MirrorOptions<Mirror extends boolean = boolean> {
  /** Copies requests to the new version before it gets users of its own. @default false */
  readonly mirror?: Mirror;
  /** Percent of the requests that are copied; beside `mirror: true` only. @default - all of them */
  readonly mirrorWeight?: Mirror extends true ? number : never;
}

/** What a strategy that copies requests tells the compiler. */
export type Mirroring<Mirror extends boolean> = Mirror extends true
  ? {
      /** Copies requests to the new version. */
      readonly mirror: true;
    }
  : unknown;

/** Options of {@link canary} with equal steps. */
export type WeightedCanaryOptions<Mirror extends boolean = boolean> = Omit<
  WeightedCanary,
  'kind' | keyof MirrorOptions
> &
  MirrorOptions<Mirror> & {
    /** Not with equal steps. */
    readonly stepWeights?: never;
  };

/** Options of {@link canary} with steps of their own; the last of them is the greatest share. */
export type SteppedCanaryOptions<Mirror extends boolean = boolean> = Omit<
  SteppedCanary,
  'kind' | 'stepWeights' | keyof MirrorOptions
> &
  MirrorOptions<Mirror> & {
    /** The canary's share after each step, in percent, strictly increasing; the last is its greatest. */
    readonly stepWeights: readonly [number, ...number[]];
    /** Not with steps of their own. */
    readonly stepWeight?: never;
    /** Not with steps of their own: the last of them is the greatest share. */
    readonly maxWeight?: never;
  };

/** Options of {@link blueGreen}. */
export type BlueGreenOptions<Mirror extends boolean = boolean> = Omit<BlueGreen, 'kind' | keyof MirrorOptions> &
  MirrorOptions<Mirror>;

/** Options of {@link abTest}; without a match all traffic would go to the canary. */
export type AbTestOptions = Omit<AbTest, 'kind' | 'match'> & {
  /** The requests that go to the new version: those that fulfil any of these. */
  readonly match: readonly [RequestMatch, ...RequestMatch[]];
};

/**
 * Moves traffic to the new version in steps, and backs out when checks fail.
 *
 * @example
 * canary({ stepWeight: 10, maxWeight: 50 });
 * canary({ stepWeights: [1, 5, 25, 50] });
 */
export function canary<Mirror extends boolean = false>(
  options: WeightedCanaryOptions<Mirror> | SteppedCanaryOptions<Mirror>,
): (WeightedCanary | SteppedCanary) & Mirroring<Mirror> {
  return { kind: 'canary', ...options } as (WeightedCanary | SteppedCanary) & Mirroring<Mirror>;
}

/**
 * Tests the new version beside the old one, then moves all traffic at once.
 *
 * @example
 * blueGreen({ iterations: 10 });
 */
export function blueGreen<Mirror extends boolean = false>(
  options: BlueGreenOptions<Mirror>,
): BlueGreen & Mirroring<Mirror> {
  return { kind: 'blue-green', ...options } as BlueGreen & Mirroring<Mirror>;
}

/**
 * Sends only requests with a certain header or cookie to the new version while it is tested.
 *
 * @example
 * abTest({ iterations: 10, match: [header('x-user').exact('insider')] });
 */
export function abTest(options: AbTestOptions): AbTest {
  // In JavaScript it may be missing, which is reported where the Canary is.
  const { match } = options as Partial<AbTestOptions>;
  return { kind: 'ab-test', ...options, match: match ?? [] };
}
