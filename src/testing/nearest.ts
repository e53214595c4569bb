import { editDistance } from '../model/edit-distance';

const SHOWN = 3;

/** `; the nearest kinds are a, b and c`, by a distance for each; nothing if there are none. What is much farther is left out. */
export function nearestText(noun: string, distances: ReadonlyMap<string, number>): string {
  const sorted = [...distances].sort(([a, far], [b, near]) => far - near || (a < b ? -1 : 1));
  const farthest = 2 * (sorted[0]?.[1] ?? 0) + 2;
  const nearest = sorted.filter(([, far]) => far <= farthest).slice(0, SHOWN);
  if (nearest.length === 0) return '';
  return `; the nearest ${noun}${nearest.length === 1 ? ' is' : 's are'} ${listText(
    nearest.map(([name]) => name),
    'and',
  )}`;
}

/** How many letters differ between two words, whatever their case. */
export function distance(a: string, b: string): number {
  return editDistance(a.toLowerCase(), b.toLowerCase());
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[], word: 'and' | 'or'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}
