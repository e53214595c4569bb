// What is known of a value: `boolean`, `number`, `string`, `list`, several of them as `number|string`, `map` for a map that takes
// any keys, `any` where nothing says more, or an object with the facts of each key that it has.

/** What a default says of a value. An empty map is there for the user's own keys. */
export function factOfDefault(value) {
  if (value === null || value === undefined) return 'any';
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'object') return typeof value;
  return isEmpty(value) ? 'map' : mapValues(value, factOfDefault);
}

/** What a JSON schema says of a value. */
export function factOfSchema(schema, root = schema) {
  if (typeof schema !== 'object') return 'any';
  if (schema.$ref !== undefined) return factOfSchema(resolve(root, schema.$ref), root);
  if (schema.properties !== undefined && !isEmpty(schema.properties)) {
    return mapValues(schema.properties, (property) => factOfSchema(property, root));
  }
  const types = [schema.type ?? []].flat().map((type) => TYPES[type] ?? type);
  return types.length === 0 ? 'any' : [...new Set(types)].sort().join('|');
}

const TYPES = { integer: 'number', object: 'map', array: 'list' };

function resolve(root, reference) {
  if (!reference.startsWith('#/')) return {};
  return (
    reference
      .slice(2)
      .split('/')
      .reduce((at, key) => at?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], root) ?? {}
  );
}

/** Two sources' facts of one value as one: whichever says more, and `declared` where they contradict each other. */
export function merge(known, declared) {
  if (known === undefined || known === 'any') return declared;
  if (declared === undefined || declared === 'any') return known;
  if (typeof known === 'object' && typeof declared === 'object') {
    const keys = [...new Set([...Object.keys(known), ...Object.keys(declared)])];
    return Object.fromEntries(keys.map((key) => [key, merge(known[key], declared[key])]));
  }
  return declared;
}

/** The facts in an order that does not depend on their sources'. */
export function sorted(fact) {
  if (typeof fact !== 'object') return fact;
  return Object.fromEntries(
    Object.keys(fact)
      .sort()
      .map((key) => [key, sorted(fact[key])]),
  );
}

const isEmpty = (object) => Object.keys(object).length === 0;

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
