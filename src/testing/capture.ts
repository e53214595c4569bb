import type { Matcher, Mismatch } from './matcher';
import { matcherOf } from './pattern';
import { ANY_VALUE } from './value-matchers';

/**
 * Keeps what it finds in objects that match as a whole, so that a test can look at it closer or look for it elsewhere.
 * Objects that differ anywhere leave nothing behind. Every call it is used in adds to what is there.
 *
 * @example
 * const port = new Capture();
 * manifests.hasResource('Service', { spec: { ports: [{ port }] } });
 * expect(port.value).toBe(9898);
 */
export class Capture implements Matcher {
  private readonly kept: unknown[] = [];
  private readonly inner: Matcher;

  /**
   * @param pattern what the value has to be, as data or a matcher. @default - any value
   * @throws {Error} for a pattern that holds anything but data and matchers.
   */
  constructor(pattern: unknown = ANY_VALUE) {
    this.inner = matcherOf(pattern);
  }

  /** What it looks for: its pattern. */
  get wanted(): string {
    return this.inner.wanted;
  }

  /** What it found, in the order of the objects; empty before anything has matched. */
  get values(): readonly unknown[] {
    return [...this.kept];
  }

  /**
   * The one value that it found.
   *
   * @throws {Error} if it found none or several.
   */
  get value(): unknown {
    const [first] = this.kept;
    if (this.kept.length === 1) return first;
    const remedy =
      this.kept.length === 0 ? 'use it in a call that matches first' : 'read values, or narrow the pattern';
    throw new Error(`capture must have found one value, got ${this.kept.length}; ${remedy}`);
  }

  /** @see Matcher.mismatches */
  mismatches(value: unknown, whenMatched: (() => void)[]): readonly Mismatch[] {
    const differing = this.inner.mismatches(value, whenMatched);
    if (differing.length === 0) whenMatched.push(() => this.kept.push(value));
    return differing;
  }
}
