// What a schema says about the shape of an object, without the prose and without the rules no JSON schema can express.

/**
 * Maps whose keys are names, not schema keywords: a field called `description` is a field.
 */
const MAPS_OF_SCHEMAS = new Set(['properties', 'patternProperties', 'definitions']);

const LITERALS = new Set(['default', 'enum', 'required']);

const DROPPED = new Set(['description', 'externalDocs', 'example', 'title', 'x-kubernetes-validations']);

/** A copy of an OpenAPI schema without descriptions and CEL rules; key order is kept. */
export function slim(schema) {
  if (Array.isArray(schema)) return schema.map(slim);
  if (schema === null || typeof schema !== 'object') return schema;
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    if (DROPPED.has(key)) continue;
    if (MAPS_OF_SCHEMAS.has(key)) result[key] = mapValues(value, slim);
    else result[key] = LITERALS.has(key) ? value : slim(value);
  }
  return result;
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
