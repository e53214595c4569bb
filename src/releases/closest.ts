import { editDistance } from '../model/edit-distance';

/**
 * The candidate that a mistyped word was most likely meant to be.
 *
 * @param word what was typed.
 * @param candidates what there is.
 * @returns the nearest candidate, the first of equals; nothing when none is near enough to be a slip of the finger.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
