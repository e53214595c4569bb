import type { Problem } from '../../model/problem';
import { checkSemverRange } from '../../model/semver-range';
import type { ExactlyOne } from './flux-object';

/** The ways to choose among tags. */
export interface ImagePolicyRules {
  /** By semantic version. @default - not so */
  readonly semver?: SemverRange;
  /** By the alphabet. @default - not so */
  readonly alphabetical?: TagOrder;
  /** By number. @default - not so */
  readonly numerical?: TagOrder;
}

/** Which of an image's tags is the latest: what {@link semver}, {@link alphabetical} or {@link numerical} gives. */
export type ImagePolicyRule =
  | ExactlyOne<ImagePolicyRules, 'semver'>
  | ExactlyOne<ImagePolicyRules, 'alphabetical'>
  | ExactlyOne<ImagePolicyRules, 'numerical'>;

/** Versions that count. */
export interface SemverRange {
  /** Such as `6.9.x`. */
  readonly range: string;
}

/** Which end of the sorted tags is the latest. */
export interface TagOrder {
  /** Ascending takes the last one, Z or the greatest number; descending the first. @default - Flux's: `asc` */
  readonly order?: 'asc' | 'desc';
}

/**
 * The highest version of a range. A tag that is no semantic version does not count.
 *
 * @param range such as `6.9.x` or `>=6.9.0 <7.0.0`; a pre-release is in a range only if a bound of it is one, as in `>=6.9.0-0`.
 */
export function semver(range: string): ImagePolicyRule {
  return { semver: { range } };
}

/** The last tag by the alphabet, such as that of dates: `2026-02-28`. */
export function alphabetical(order: TagOrder = {}): ImagePolicyRule {
  return { alphabetical: order };
}

/** The greatest number. Every tag must be one, so this needs a filter that extracts it. */
export function numerical(order: TagOrder = {}): ImagePolicyRule {
  return { numerical: order };
}

/** Reports a range that Flux cannot read. */
export function checkPolicyRule(rule: ImagePolicyRule): Problem[] {
  return rule.semver !== undefined ? checkSemverRange('policy.semver.range', rule.semver.range) : [];
}
