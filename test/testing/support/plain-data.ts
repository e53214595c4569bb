import fc from 'fast-check';

/** Whatever a manifest can hold. */
export const data = fc.anything({
  values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
  maxDepth: 3,
  maxKeys: 4,
});

/** The fields of an object, by name. */
export const fields = fc.dictionary(fc.string(), data, { maxKeys: 4 });

/** A copy of a value with another one at a JSON pointer. */
export function withValueAt(value: unknown, pointer: string, other: unknown): unknown {
  const [step, ...rest] = pointer.split('/').slice(1);
  if (step === undefined) return other;
  const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
  const below = rest.map((part) => `/${part}`).join('');
  const entries = Object.entries(value as object).map(([name, inner]: [string, unknown]): [string, unknown] => [
    name,
    name === key ? withValueAt(inner, below, other) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Values with some fields left out, at any depth; lists keep all of their items. */
function subsetOf(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return fc.tuple(...value.map(subsetOf));
  if (typeof value !== 'object' || value === null) return fc.constant(value);
  const entries = Object.entries(value) as [string, unknown][];
  return fc.subarray(entries).chain((kept) => {
    const inner = kept.map(([key, below]) => fc.tuple(fc.constant(key), subsetOf(below)));
    return fc.tuple(...inner).map((pairs) => Object.fromEntries(pairs));
  });
}

/** The fields of an object, and a subset of them. */
export const subsets = fields.chain((object) => fc.tuple(fc.constant(object), subsetOf(object)));

/** A list, the same with some fields left out of its items, and which of those to take. */
export const sublists = fc
  .array(data, { maxLength: 4 })
  .chain((list) => fc.tuple(fc.constant(list), fc.tuple(...list.map(subsetOf)), fc.subarray([...list.keys()])));

/** The same value with the keys of all objects in the opposite order. */
export function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, below]) => [key, withKeysReversed(below)] as const);
  return Object.fromEntries(entries.reverse());
}
