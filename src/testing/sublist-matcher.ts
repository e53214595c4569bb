import { holdsEach, matches } from './list-matcher';
import { below, costOf, type Matcher, type Mismatch, sizeOf, sizeOfAll, type SizedMatcher } from './matcher';

/** Wants a list that has these items in this order, with others before, between and after them. */
export class SublistMatcher implements SizedMatcher {
  constructor(private readonly items: readonly Matcher[]) {}

  get wanted(): string {
    return `a list with ${this.items.map(({ wanted }) => wanted).join(', then ')}`;
  }

  get size(): number {
    return sizeOfAll(this.items);
  }

  mismatches(value: unknown, whenMatched: (() => void)[]): readonly Mismatch[] {
    if (!Array.isArray(value)) return [{ pointer: '', wanted: this.wanted, got: value, cost: this.size }];
    const list: readonly unknown[] = value;
    let next = 0;
    for (const item of this.items) {
      // The first item that matches leaves the most for those after it.
      while (next < list.length && !matches(item, list[next])) next += 1;
      if (next === list.length) return this.differences(list);
      item.mismatches(list[next], whenMatched);
      next += 1;
    }
    return [];
  }

  private differences(list: readonly unknown[]): readonly Mismatch[] {
    const missing = this.items.filter((item) => !list.some((got) => matches(item, got)));
    if (missing.length > 0) return missing.flatMap((item) => nearest(item, list));
    const inOrder = holdsEach(this.items, list) ? '' : ', each an item of its own';
    return [{ pointer: '', wanted: `${this.wanted}, in this order${inOrder}`, got: list }];
  }
}

/** How the nearest item of a list differs: the only one, or one that has something in common with what is wanted. */
function nearest(item: Matcher, list: readonly unknown[]): readonly Mismatch[] {
  const differing = list.map((got, index) => below(index, item.mismatches(got, [])));
  const [first, ...others] = differing;
  if (first !== undefined && others.length === 0) return first;
  const none: Mismatch = { pointer: '', wanted: `an item ${item.wanted}`, got: list, cost: sizeOf(item) };
  return differing.reduce<readonly Mismatch[]>((best, other) => (costOf(other) < costOf(best) ? other : best), [none]);
}
