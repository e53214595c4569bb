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

/** Options of {@link canary} with equal steps. */
export type WeightedCanaryOptions = Omit<WeightedCanary, 'kind'> & {
  /** Not with equal steps. */
  readonly stepWeights?: never;
};

/** Options of {@link canary} with steps of their own; the last of them is the greatest share. */
export type SteppedCanaryOptions = Omit<SteppedCanary, 'kind' | 'stepWeights'> & {
  /** The canary's share after each step, in percent, strictly increasing; the last is its greatest. */
  readonly stepWeights: readonly [number, ...number[]];
  /** Not with steps of their own. */
  readonly stepWeight?: never;
  /** Not with steps of their own: the last of them is the greatest share. */
  readonly maxWeight?: never;
};

/** Options of {@link blueGreen}. */
export type BlueGreenOptions = Omit<BlueGreen, 'kind'>;

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
export function canary(options: WeightedCanaryOptions | SteppedCanaryOptions): WeightedCanary | SteppedCanary {
  return { kind: 'canary', ...options };
}

/**
 * Tests the new version beside the old one, then moves all traffic at once.
 *
 * @example
 * blueGreen({ iterations: 10 });
 */
export function blueGreen(options: BlueGreenOptions): BlueGreen {
  return { kind: 'blue-green', ...options };
}

/**
 * Sends only requests with a certain header or cookie to the new version while it is tested.
 *
 * @example
 * abTest({ iterations: 10, match: [header('x-user').exact('insider')] });
 */
export function abTest(options: AbTestOptions): AbTest {
  return { kind: 'ab-test', ...options };
}
