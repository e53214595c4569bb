import type { Matcher, Mismatch } from './matcher';

/** Matches whatever is there, also null. */
export const ANY_VALUE: Matcher = {
  wanted: 'any value',
  mismatches: (value) => (value === undefined ? [{ pointer: '', wanted: 'any value', got: value }] : []),
};

/** Matches where nothing is. */
export const ABSENT: Matcher = {
  wanted: 'nothing',
  mismatches: (value) => (value === undefined ? [] : [{ pointer: '', wanted: 'nothing', got: value }]),
};

/** Matches whatever another matcher does not. */
export class NotMatcher implements Matcher {
  constructor(readonly negated: Matcher) {}

  get wanted(): string {
    return `anything but ${this.negated.wanted}`;
  }

  mismatches(value: unknown): readonly Mismatch[] {
    // What a capture inside has seen is thrown away: this matches where that did not.
    return this.negated.mismatches(value, []).length > 0 ? [] : [{ pointer: '', wanted: this.wanted, got: value }];
  }
}

/** Matches strings that a regular expression finds something in. */
export class RegexpMatcher implements Matcher {
  constructor(private readonly expression: RegExp) {}

  get wanted(): string {
    return `a string matching ${String(this.expression)}`;
  }

  mismatches(value: unknown): readonly Mismatch[] {
    // search() starts at the beginning whatever the flags of the expression are.
    if (typeof value === 'string' && value.search(this.expression) >= 0) return [];
    return [{ pointer: '', wanted: this.wanted, got: value }];
  }
}
