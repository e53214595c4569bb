import { valueText } from '../model/problem';
import type { LocatedObject } from './located-object';
import type { Mismatch } from './matcher';
import { ranked, type SearchResult } from './search';

const SHOWN_CANDIDATES = 3;
const SHOWN_DIFFERENCES = 8;
const SHOWN_OBJECTS = 20;
const LONGEST_WANTED = 100;

/** What to say if there should be a matching object; nothing if there is one. */
export function missText({ kind, matching, differing }: SearchResult): string | undefined {
  if (matching.length > 0) return undefined;
  if (kind.objects.length === 0) return `manifests must have the kind ${kind.title}, got none of it${kind.hint}`;
  const got = differing.length === 1 ? '1 that differs' : `${differing.length} that differ, nearest first`;
  return [`manifests must have a matching ${kind.title}, got ${got}:`, ...nearest(differing)].join('\n');
}

/** What to say if there should be no matching object; nothing if there is none. */
export function surplusText({ kind, narrowed, matching }: SearchResult): string | undefined {
  if (matching.length === 0) return undefined;
  const title = `manifests must have no ${narrowed ? 'matching ' : ''}${kind.title}, got ${matching.length}:`;
  return [title, ...titles(matching)].join('\n');
}

/**
 * What to say if there should be another number of matching objects; nothing if it is right.
 *
 * @throws {Error} for a count that no list can have.
 */
export function countText(result: SearchResult, count: number): string | undefined {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new Error(`count must be a whole number from 0 on, got ${valueText(count)}; say how many objects there are`);
  }
  const { kind, narrowed, matching, differing } = result;
  if (matching.length === count) return undefined;
  const rule = `manifests must have ${count} ${narrowed ? 'matching ' : ''}${kind.title}`;
  if (kind.objects.length === 0) return `${rule}, got none${kind.hint}`;
  const lines = [`${rule}, got ${matching.length}${matching.length > 0 ? ':' : ''}`, ...titles(matching)];
  if (matching.length < count && differing.length > 0)
    lines.push('those that differ, nearest first:', ...nearest(differing));
  return lines.join('\n');
}

/** What to say if there should be any other number of matching objects. */
export function anyOtherCountText({ kind, narrowed, matching }: SearchResult, count: number): string {
  const rule = `manifests must have a number of ${narrowed ? 'matching ' : ''}${kind.title} other than ${count}, got ${count}`;
  return [`${rule}${count > 0 ? ':' : ''}`, ...titles(matching)].join('\n');
}

/** The keys of objects, a line each. */
export function titles(objects: readonly LocatedObject[]): string[] {
  const sorted = objects.map(({ title }) => title).sort();
  return shortened(sorted, SHOWN_OBJECTS, (title) => [`  ${title}`], '  ');
}

function nearest(differing: SearchResult['differing']): string[] {
  return shortened(
    ranked(differing),
    SHOWN_CANDIDATES,
    ({ located, mismatches }) => [`  ${located.title}`, ...shortened(mismatches, SHOWN_DIFFERENCES, lineOf, '    ')],
    '  ',
  );
}

function lineOf({ pointer, wanted, got }: Mismatch): string[] {
  const shown = wanted.length > LONGEST_WANTED ? `${wanted.slice(0, LONGEST_WANTED - 1)}…` : wanted;
  return [`    ${pointer === '' ? 'the object' : pointer}: wanted ${shown}, got ${valueText(got)}`];
}

function shortened<Item>(
  items: readonly Item[],
  limit: number,
  lines: (item: Item) => string[],
  indentation: string,
): string[] {
  const rest = items.length - limit;
  return [...items.slice(0, limit).flatMap(lines), ...(rest > 0 ? [`${indentation}and ${rest} more`] : [])];
}
