import type { Matcher, Mismatch } from './matcher';

/** What a pattern can hold besides objects, lists and matchers. */
export type Scalar = string | number | boolean | null;

/** Longer texts are shown from shortly before their first difference on. */
const SHOWN_WHOLE = 60;
const BEFORE_DIFFERENCE = 15;

/** Wants one scalar: `80` is not `"80"`. */
export class ScalarMatcher implements Matcher {
  constructor(private readonly scalar: Scalar) {}

  get wanted(): string {
    return shown(this.scalar);
  }

  mismatches(value: unknown): readonly Mismatch[] {
    if (value === this.scalar || (Number.isNaN(value) && Number.isNaN(this.scalar))) return [];
    if (typeof value !== 'string' || typeof this.scalar !== 'string') {
      return [{ pointer: '', wanted: this.wanted, got: value }];
    }
    const from = firstShown(this.scalar, value);
    return [{ pointer: '', wanted: shown(tail(this.scalar, from)), got: tail(value, from) }];
  }
}

/** JSON, but for the numbers that JSON does not have. */
function shown(scalar: Scalar): string {
  return typeof scalar === 'number' ? String(scalar) : JSON.stringify(scalar);
}

function firstShown(a: string, b: string): number {
  if (a.length <= SHOWN_WHOLE && b.length <= SHOWN_WHOLE) return 0;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  return Math.max(0, same - BEFORE_DIFFERENCE);
}

function tail(text: string, from: number): string {
  return from === 0 ? text : `…${text.slice(from)}`;
}
