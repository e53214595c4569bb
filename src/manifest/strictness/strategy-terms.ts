import { canonicalText, type Entries, listOf, numberOf } from '../plain-field';

/** How much traffic the new version gets when. Strategies of different kinds cannot be compared. */
export type StrategyTerms =
  | {
      readonly kind: 'canary';
      /** The canary's share at each check in percent, up to the first at which it has everything. */
      readonly shares: readonly number[];
    }
  | { readonly kind: 'blue-green'; readonly iterations: number }
  | {
      readonly kind: 'ab-test';
      readonly iterations: number;
      /** The requests that go to the canary, each as a text. */
      readonly match: readonly string[];
    };

const ALL = 100;

/** Reads the strategy of an analysis as Flagger chooses it. */
export function strategyTerms(analysis: Entries): StrategyTerms {
  const iterations = numberOf(analysis.iterations, 0);
  if (iterations <= 0) return { kind: 'canary', shares: sharesOf(analysis) };
  const match = [...new Set(listOf(analysis.match).map(canonicalText))].sort();
  return match.length > 0 ? { kind: 'ab-test', iterations, match } : { kind: 'blue-green', iterations };
}

/** The canary's share at a check, counted from 0; after the last it has been promoted, and has everything. */
export function shareAt(shares: readonly number[], check: number): number {
  return shares[check] ?? ALL;
}

function sharesOf({ stepWeight, stepWeights, maxWeight }: Entries): readonly number[] {
  const step = numberOf(stepWeight, 0);
  const given = Array.isArray(stepWeights) ? stepWeights.filter((weight) => typeof weight === 'number') : [];
  const shares = step >= 1 ? equalSteps(step, numberOf(maxWeight, 0)) : given.map((weight) => Math.min(ALL, weight));
  // A canary that has everything has as much as one that has been promoted.
  const whole = shares.findIndex((share) => share >= ALL);
  return whole === -1 ? shares : shares.slice(0, whole);
}

function equalSteps(step: number, maxWeight: number): readonly number[] {
  const max = maxWeight > 0 ? Math.min(ALL, maxWeight) : ALL;
  const count = Math.ceil(max / step);
  return Array.from({ length: count }, (_, index) => Math.min(ALL, (index + 1) * step));
}
