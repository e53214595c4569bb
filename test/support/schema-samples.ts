import type { JsonSchema } from './strict-schema';

/** A value that is not an object or list with something in it, and its JSON pointer. */
export type Leaf = readonly [pointer: string, value: unknown];

/**
 * Objects with every field that a schema has, at every depth: one item per list, one entry per map, and no two text or number
 * leaves alike. There are as many objects as it takes to use every {@link sayable} value of every
 * enumeration.
 */
export function samplesOf(schema: JsonSchema): object[] {
  const longest = Math.max(1, ...enumerationsOf(schema).map(([, values]) => sayable(values).length));
  return Array.from({ length: longest }, (_, turn) => sampleOf(schema, turn) as object);
}

/** Every enumeration of a schema: where it is, and its values. */
export function enumerationsOf(schema: JsonSchema, pointer = ''): [pointer: string, values: readonly unknown[]][] {
  const parts: [string, JsonSchema][] = Object.entries(schema.properties ?? {}).map(([name, part]) => [
    `/${name}`,
    part,
  ]);
  if (typeof schema.additionalProperties === 'object') parts.push(['', schema.additionalProperties]);
  if (schema.items !== undefined) parts.push(['', schema.items]);
  const inner = parts.flatMap(([step, part]) => enumerationsOf(part, `${pointer}${step}`));
  return schema.enum === undefined ? inner : [[pointer, schema.enum], ...inner];
}

function sampleOf(schema: JsonSchema, turn: number): unknown {
  let made = 0;
  const make = (part: JsonSchema): unknown => {
    if (part.properties !== undefined) return mapValues(part.properties, make);
    if (typeof part.additionalProperties === 'object') return { 'a.name/ofURLs-5xx': make(part.additionalProperties) };
    if (part.items !== undefined) return [make(part.items)];
    made += 1;
    return leafOf(part, turn, made);
  };
  return make(schema);
}

function leafOf(schema: JsonSchema, turn: number, made: number): unknown {
  if (schema.enum !== undefined) {
    const values = sayable(schema.enum);
    return values[turn % values.length];
  }
  if (schema['x-kubernetes-int-or-string'] === true) return turn % 2 === 0 ? `text-${made}` : made;
  switch (schema.type) {
    case 'string':
      return `text-${made}`;
    case 'integer':
    case 'number':
      return made;
    case 'boolean':
      return true;
    case 'array':
      return [`text-${made}`];
    default:
      // No fields are listed, so whatever is in it must pass as it is.
      return { keepsURLs: { as5xx: made } };
  }
}

/** The values of an enumeration that are not empty and differ in more than case. */
export function sayable(values: readonly unknown[]): unknown[] {
  const names = values.map((value) => String(value).toLowerCase());
  return values.filter((value, index) => value !== '' && names.indexOf(names[index] ?? '') === index);
}

/** How many leaves a schema lists: fields that have no fields of their own. */
export function countLeaves(schema: JsonSchema): number {
  if (schema.properties !== undefined) {
    return Object.values(schema.properties).reduce((sum, part) => sum + countLeaves(part), 0);
  }
  if (typeof schema.additionalProperties === 'object') return countLeaves(schema.additionalProperties);
  return schema.items === undefined ? 1 : countLeaves(schema.items);
}

/** Every leaf of a value, in the order of its keys. */
export function leavesOf(value: unknown, pointer = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${pointer}/${escaped(key)}`));
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function mapValues(
  object: Readonly<Record<string, JsonSchema>>,
  change: (schema: JsonSchema) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/**
 * The names of the leaves that a schema lists, `service.match[].headers.*.exact`: `*` stands for any key of a map, `[]` for
 * any item of a list.
 */
export function leafNamesOf(schema: JsonSchema, name = ''): string[] {
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([key, part]) => leafNamesOf(part, below(name, key)));
  }
  if (typeof schema.additionalProperties === 'object')
    return leafNamesOf(schema.additionalProperties, below(name, '*'));
  return schema.items === undefined ? [name] : leafNamesOf(schema.items, `${name}[]`);
}

/** The leaves that a value has, by the names that its schema gives them. */
export function namedLeavesOf(schema: JsonSchema, value: unknown, name = ''): [name: string, value: unknown][] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => namedLeavesOf(schema.items ?? {}, item, `${name}[]`));
  }
  if (typeof value !== 'object' || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => {
    const listed = schema.properties?.[key];
    if (listed !== undefined) return namedLeavesOf(listed, inner, below(name, key));
    const any = schema.additionalProperties;
    return namedLeavesOf(typeof any === 'object' ? any : {}, inner, below(name, typeof any === 'object' ? '*' : key));
  });
}

function below(name: string, key: string): string {
  return name === '' ? key : `${name}.${key}`;
}
