import type { JsonSchema } from './strict-schema';

/**
 * What a schema has and objects do not: the pointer of each leaf that none of them sets, and `<pointer>=<value>` for each value
 * of an enumeration that none of them has. Entries of maps and items of lists count as one, `*`.
 */
export function unreached(schema: JsonSchema, objects: readonly unknown[], pointer = ''): string[] {
  const present: readonly unknown[] = objects.filter((value) => value !== undefined);
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([name, part]) =>
      unreached(
        part,
        present.map((value) => entriesOf(value)[name]),
        `${pointer}/${name}`,
      ),
    );
  }
  if (typeof schema.additionalProperties === 'object') {
    return unreached(
      schema.additionalProperties,
      present.flatMap((value) => Object.values(entriesOf(value))),
      `${pointer}/*`,
    );
  }
  if (schema.items !== undefined)
    return unreached(
      schema.items,
      present.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [])),
      `${pointer}/*`,
    );
  if (schema.enum === undefined) return present.length === 0 ? [pointer] : [];
  return schema.enum.filter((value) => !present.includes(value)).map((value) => `${pointer}=${String(value)}`);
}

function entriesOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
