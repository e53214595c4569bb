import type { Matcher, Mismatch } from './matcher';

/** The matchers of Jest and Vitest that stand for a value, such as `expect.any(String)`. */
interface Asymmetric {
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher?(): string;
  toString(): string;
  readonly sample?: unknown;
}

/** Whether a value in a pattern is one of Jest's or Vitest's matchers. */
export function isAsymmetric(value: unknown): value is Asymmetric {
  if (typeof value !== 'object' || value === null) return false;
  return typeof (value as Partial<Asymmetric>).asymmetricMatch === 'function';
}

/** Asks a matcher of Jest or Vitest. */
export class AsymmetricMatcher implements Matcher {
  constructor(private readonly asymmetric: Asymmetric) {}

  get wanted(): string {
    const { asymmetric } = this;
    if (asymmetric.toAsymmetricMatcher !== undefined) return asymmetric.toAsymmetricMatcher();
    return `${asymmetric.toString()} ${JSON.stringify(asymmetric.sample)}`;
  }

  mismatches(value: unknown): readonly Mismatch[] {
    return this.asymmetric.asymmetricMatch(value) ? [] : [{ pointer: '', wanted: this.wanted, got: value }];
  }
}
