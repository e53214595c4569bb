/** A map of plain data. */
export type Entries = Readonly<Record<string, unknown>>;

/** The map at a place; an empty one where there is none. */
export function entriesOf(value: unknown): Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : {};
}

/** The maps of the list at a place; none where there is no list. */
export function listOf(value: unknown): readonly Entries[] {
  return Array.isArray(value) ? value.map(entriesOf) : [];
}

/** The number at a place, or what counts where there is none. */
export function numberOf(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

/** A text that is equal for equal plain values, whatever the order of their keys. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
