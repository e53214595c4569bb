/** What an ordering came to: the items in order, or the items of a circle that makes it impossible. */
export type Ordering<T, C = T> = { readonly sorted: readonly T[] } | { readonly circle: readonly C[] };

/**
 * Puts each item behind those it comes after, and otherwise keeps the order they have. Takes time in proportion to the
 * items and the constraints.
 *
 * @param items in the order to keep where nothing else is asked for.
 * @param after what an item comes after.
 */
export function stableSort<T>(items: readonly T[], after: (item: T) => readonly T[]): Ordering<T> {
  const sorted: T[] = [];
  const done = new Set<T>();
  const open = new Map<T, Iterator<T>>();
  for (const item of items) {
    // Not recursive: a chain of thousands of objects would overflow the stack.
    const stack: T[] = [item];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (done.has(top)) {
        stack.pop();
        continue;
      }
      const pending = open.get(top) ?? after(top)[Symbol.iterator]();
      open.set(top, pending);
      const next = pending.next();
      if (next.done === true) {
        done.add(top);
        open.delete(top);
        sorted.push(top);
      } else if (open.has(next.value)) {
        return { circle: stack.slice(stack.indexOf(next.value)) };
      } else stack.push(next.value);
    }
  }
  return { sorted };
}
