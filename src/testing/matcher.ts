import { pointerStep } from './json-pointer';

/**
 * What a pattern says of one value. {@link Match} makes the usual ones; anything with these two members is one too, so
 * a team can write its own.
 *
 * @example
 * const pinnedImage: Matcher = {
 *   wanted: 'an image with a digest',
 *   mismatches: (image) =>
 *     String(image).includes('@sha256:') ? [] : [{ pointer: '', wanted: 'an image with a digest', got: image }],
 * };
 * manifests.hasResource('Deployment', {
 *   spec: { template: { spec: { containers: [{ image: pinnedImage }] } } },
 * });
 */
export interface Matcher {
  /** What it looks for, in words that follow "wanted": `a string matching /^v/`. */
  readonly wanted: string;
  /**
   * Compares a value. It must not change anything: it is asked about objects that turn out not to be the wanted one.
   *
   * @param value what is there; undefined where nothing is.
   * @param whenMatched takes what is to be done once the whole object has matched. Hand it on to the matchers that this
   * one asks, so that a {@link Capture} among them gets its values.
   * @returns what differs; empty if the value matches.
   */
  mismatches(value: unknown, whenMatched: (() => void)[]): readonly Mismatch[];
}

/** One thing in which a value is not what a {@link Matcher} wants. */
export interface Mismatch {
  /** JSON pointer from the value that the matcher was given: empty for that value itself, `/spec/replicas` below it. */
  readonly pointer: string;
  /** What was looked for there, in words that follow "wanted". */
  readonly wanted: string;
  /** What is there; undefined where nothing is. Messages shorten it. */
  readonly got: unknown;
  /** How many fields it stands for; the candidates with the least come first in a message. @default 1 */
  readonly cost?: number;
}

/** A matcher that knows how many fields it asks for. */
export interface SizedMatcher extends Matcher {
  readonly size: number;
}

/** Whether a value in a pattern is a matcher: plain data never holds functions. */
export function isMatcher(value: unknown): value is Matcher {
  if (typeof value !== 'object' || value === null) return false;
  const { wanted, mismatches } = value as Partial<Matcher>;
  return typeof wanted === 'string' && typeof mismatches === 'function';
}

/** How many fields a matcher asks for. */
export function sizeOf(matcher: Matcher): number {
  return 'size' in matcher && typeof matcher.size === 'number' ? matcher.size : 1;
}

/** How many fields an object or a list of matchers asks for: one at least, for being there. */
export function sizeOfAll(matchers: Iterable<Matcher>): number {
  return Math.max(
    1,
    [...matchers].reduce((sum, matcher) => sum + sizeOf(matcher), 0),
  );
}

/** The mismatches of a value, seen from the object or list that holds it under a key. */
export function below(key: string | number, mismatches: readonly Mismatch[]): Mismatch[] {
  const step = pointerStep(key);
  return mismatches.map((mismatch) => ({ ...mismatch, pointer: step + mismatch.pointer }));
}

/** How much mismatches differ altogether. */
export function costOf(mismatches: readonly Mismatch[]): number {
  return mismatches.reduce((sum, { cost = 1 }) => sum + cost, 0);
}
