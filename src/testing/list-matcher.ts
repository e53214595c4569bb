import { below, type Matcher, type Mismatch, sizeOf, sizeOfAll, type SizedMatcher } from './matcher';

/** Wants a list of exactly these items, in this order. */
export class ListMatcher implements SizedMatcher {
  constructor(private readonly items: readonly Matcher[]) {}

  get wanted(): string {
    return `[${this.items.map(({ wanted }) => wanted).join(',')}]`;
  }

  get size(): number {
    return sizeOfAll(this.items);
  }

  mismatches(value: unknown, whenMatched: (() => void)[]): readonly Mismatch[] {
    if (!Array.isArray(value)) return [{ pointer: '', wanted: this.wanted, got: value, cost: this.size }];
    const list: readonly unknown[] = value;
    const { items } = this;
    if (list.length !== items.length) return this.otherLength(list);
    const differing = items.flatMap((item, index) => below(index, item.mismatches(list[index], whenMatched)));
    if (differing.length === 0 || !holdsEach(items, list)) return differing;
    return [{ pointer: '', wanted: `${this.wanted} in this order`, got: list, cost: differing.length }];
  }

  /** What is alike at both ends is left out, so that one item more or less is one mismatch. */
  private otherLength(list: readonly unknown[]): readonly Mismatch[] {
    const { items } = this;
    const shorter = Math.min(items.length, list.length);
    let start = 0;
    while (start < shorter && matches(items[start], list[start])) start += 1;
    let end = 0;
    while (end < shorter - start && matches(items.at(-1 - end), list.at(-1 - end))) end += 1;
    const pairs = shorter - end;
    const differing = items
      .slice(start, pairs)
      .flatMap((item, index) => below(start + index, item.mismatches(list[start + index], [])));
    const missing = items.slice(pairs, items.length - end).map((item, index) => ({
      pointer: `/${pairs + index}`,
      wanted: `one more item: ${item.wanted}`,
      got: undefined,
      cost: sizeOf(item),
    }));
    const surplus = list
      .slice(pairs, list.length - end)
      .map((got, index) => ({ pointer: `/${pairs + index}`, wanted: 'no such item', got }));
    return [...differing, ...missing, ...surplus];
  }
}

/** Whether a value is what a matcher wants. */
export function matches(matcher: Matcher | undefined, value: unknown): boolean {
  return matcher?.mismatches(value, []).length === 0;
}

/** Whether each matcher has an item of its own in the list, in whatever order. Used for messages only: it does not try every way. */
export function holdsEach(items: readonly Matcher[], list: readonly unknown[]): boolean {
  const free = new Set(list.keys());
  return items.every((item) => {
    const found = [...free].find((index) => matches(item, list[index]));
    return found !== undefined && free.delete(found);
  });
}
