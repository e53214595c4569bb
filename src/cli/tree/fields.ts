/** A field of an object that may hold anything: nothing where the path leads nowhere. */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/** A field that holds text, or a number, which stands for its text. */
export function textOf(value: unknown, ...path: readonly string[]): string | undefined {
  const found = fieldOf(value, ...path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A field that holds a number, or digits in quotes. */
export function numberOf(value: unknown, ...path: readonly string[]): number | undefined {
  const found = fieldOf(value, ...path);
  const number = typeof found === 'string' && found !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A field that holds a list; empty where it holds none. */
export function listOf(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = fieldOf(value, ...path);
  return Array.isArray(found) ? (found as unknown[]) : [];
}

/** The entries of a field that holds a map, by key. */
export function entriesOf(value: unknown, ...path: readonly string[]): [string, unknown][] {
  const found = fieldOf(value, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return [];
  return Object.entries(found).sort(byName(([key]) => key));
}

/** Order by a text, code unit by code unit: the same in every locale. */
export function byName<Item>(name: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => {
    const [left, right] = [name(a), name(b)];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  };
}
