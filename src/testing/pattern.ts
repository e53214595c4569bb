import { isPlainObject } from '../manifest/yaml-refusal';
import { valueText } from '../model/problem';
import { AsymmetricMatcher, isAsymmetric } from './asymmetric-matcher';
import { pointerStep } from './json-pointer';
import { ListMatcher } from './list-matcher';
import { isMatcher, type Matcher } from './matcher';
import { ObjectMatcher, type OtherFields } from './object-matcher';
import { type Scalar, ScalarMatcher } from './scalar-matcher';
import { ABSENT } from './value-matchers';

/** Deeper than any manifest; a pattern that goes on contains itself. */
const MAX_DEPTH = 100;

/** Where in a pattern something is, and how objects written there match. */
interface Place {
  readonly pointer: string;
  readonly others: OtherFields;
  readonly depth: number;
}

const TOP: Place = { pointer: '', others: 'allowed', depth: 0 };

/**
 * The matcher that a pattern stands for: a matcher for itself, data for what it shows.
 *
 * @param others whether objects written in the pattern, at any depth, may have more fields than they show.
 * @throws {Error} for anything in the pattern that is neither data nor a matcher.
 */
export function matcherOf(pattern: unknown, others: OtherFields = 'allowed'): Matcher {
  return matcherAt(pattern, { ...TOP, others });
}

/** The matcher of an object with these fields and others. @throws {Error} as {@link matcherOf} does, and for a list. */
export function fieldsMatcher(pattern: object): Matcher {
  if (Array.isArray(pattern)) refuse('', 'be an object', pattern, 'write Match.arrayWith() for a list');
  return matcherOf(pattern);
}

/** The matchers of the items of a list. @throws {Error} as {@link matcherOf} does, and for what is no list. */
export function itemMatchers(patterns: readonly unknown[], place: Place = TOP): Matcher[] {
  const { pointer, others, depth } = place;
  if (!Array.isArray(patterns)) refuse(pointer, 'be a list', patterns, 'put the items in brackets');
  // Array.from shows the holes of a list as undefined, where map would skip them.
  return Array.from(patterns, (item: unknown, index) => {
    const there = { pointer: pointer + pointerStep(index), others, depth: depth + 1 };
    if (item === ABSENT) refuse(there.pointer, 'be an item', 'Match.absent()', 'leave it out of the list');
    return matcherAt(item, there);
  });
}

function matcherAt(pattern: unknown, place: Place): Matcher {
  if (isMatcher(pattern)) return pattern;
  if (isAsymmetric(pattern)) return new AsymmetricMatcher(pattern);
  if (isScalar(pattern)) return new ScalarMatcher(pattern);
  const { pointer, others, depth } = place;
  if (depth > MAX_DEPTH) refuse(pointer, `be at most ${MAX_DEPTH} levels deep`, pattern, 'it may contain itself');
  if (Array.isArray(pattern)) return new ListMatcher(itemMatchers(pattern, place));
  if (typeof pattern !== 'object' || !isPlainObject(pattern)) return refuseValue(pointer, pattern);
  const fields = Object.entries(pattern).map(([key, field]: [string, unknown]) => {
    const there = { pointer: pointer + pointerStep(key), others, depth: depth + 1 };
    return [key, matcherAt(field, there)] as const;
  });
  return new ObjectMatcher(new Map(fields), others);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function refuseValue(pointer: string, pattern: unknown): never {
  const rule = 'be data or a matcher';
  if (pattern === undefined) refuse(pointer, rule, pattern, 'write Match.absent() for a field that must not be there');
  if (pattern instanceof RegExp) refuse(pointer, rule, pattern, 'write Match.stringLikeRegexp() for it');
  return refuse(pointer, rule, pattern, 'take the value out of it that the manifest holds');
}

function refuse(pointer: string, rule: string, got: unknown, remedy: string): never {
  const place = pointer === '' ? 'pattern' : `pattern ${pointer}`;
  throw new Error(`${place} must ${rule}, got ${gotText(got)}; ${remedy}`);
}

function gotText(got: unknown): string {
  if (got === undefined) return 'undefined';
  if (typeof got === 'object' && got !== null && !Array.isArray(got) && !isPlainObject(got)) {
    const { constructor } = got as { readonly constructor?: { readonly name: string } };
    return got instanceof RegExp ? String(got) : `an instance of ${constructor?.name ?? 'a class'}`;
  }
  return valueText(got);
}
