import { type KindSelection, selectKind } from './kind';
import type { LocatedObject } from './located-object';
import { costOf, type Mismatch } from './matcher';
import { matcherOf } from './pattern';

/** An object that does not match, with what differs. */
export interface Candidate {
  readonly located: LocatedObject;
  readonly mismatches: readonly Mismatch[];
}

/** What a pattern finds among objects. */
export interface SearchResult {
  readonly kind: KindSelection;
  /** Whether the pattern asks for more than the kind. */
  readonly narrowed: boolean;
  readonly matching: readonly LocatedObject[];
  /** Those that differ, in the order of the objects. */
  readonly differing: readonly Candidate[];
  /** Lets the captures of the pattern keep what they saw in the objects that match. */
  readonly capture: () => void;
}

/**
 * Compares every object of a kind with a pattern.
 *
 * @throws {Error} for a kind or a pattern that says nothing, whatever the objects are.
 */
export function search(all: readonly LocatedObject[], kindText: string, pattern: unknown): SearchResult {
  const matcher = matcherOf(pattern);
  const kind = selectKind(all, kindText);
  const matching: LocatedObject[] = [];
  const differing: Candidate[] = [];
  const whenMatched: (() => void)[] = [];
  for (const located of kind.objects) {
    const ofThis: (() => void)[] = [];
    const mismatches = matcher.mismatches(located.object, ofThis);
    if (mismatches.length > 0) {
      differing.push({ located, mismatches });
    } else {
      matching.push(located);
      whenMatched.push(...ofThis);
    }
  }
  const capture = () => {
    for (const keep of whenMatched) keep();
  };
  const narrowed = typeof pattern === 'object' && pattern !== null && Object.keys(pattern).length > 0;
  return { kind, narrowed, matching, differing, capture };
}

/**
 * The candidates, nearest first: an object of the wanted name and namespace before all others, then by how little
 * differs, then by key, so that the order of the objects does not matter.
 */
export function ranked(candidates: readonly Candidate[]): Candidate[] {
  const rated = candidates.map((candidate) => {
    const misnamed = candidate.mismatches.some(({ pointer }) => IDENTITY.test(pointer));
    return {
      candidate,
      misnamed: Number(misnamed),
      cost: costOf(candidate.mismatches),
      title: candidate.located.title,
    };
  });
  rated.sort((a, b) => a.misnamed - b.misnamed || a.cost - b.cost || (a.title < b.title ? -1 : 1));
  return rated.map(({ candidate }) => candidate);
}

const IDENTITY = /^(?:\/metadata(?:\/name|\/namespace)?)?$/;
