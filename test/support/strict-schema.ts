/** The part of an OpenAPI schema that this project looks at. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly pattern?: string;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
}

const QUANTITY: JsonSchema = {
  anyOf: [{ type: 'number' }, { type: 'string' }],
  pattern: '^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?$',
};

/** Kubernetes' own types whose published schema says less than the API server asks. */
const KNOWN: Readonly<Record<string, JsonSchema>> = { 'io.k8s.apimachinery.pkg.api.resource.Quantity': QUANTITY };

/** Kubernetes' own types that hold any object; in a CRD, an object without fields has none. */
const OPEN = /\.(?:RawExtension|FieldsV1|JSON)$/;

/**
 * The schema under which a field that the published one does not have is an error, at every depth. `name` is that of a
 * definition of Kubernetes' own.
 */
export function strict(schema: JsonSchema, name?: string): JsonSchema {
  const known = name === undefined ? undefined : KNOWN[name];
  if (known !== undefined) return known;
  if (name !== undefined && OPEN.test(name)) return schema;
  if (schema.properties !== undefined && hasConditions(schema)) {
    // ajv fills in defaults after it has looked at the alternatives beside them; the API server does it before.
    const { oneOf, anyOf, not, ...fields } = schema;
    return { allOf: [strict(fields, name), dropUndefined({ oneOf, anyOf, not })] };
  }
  const { properties, additionalProperties, items, $ref, ...rest } = schema;
  const result: Record<string, unknown> = { ...intOrString(rest), ...listType(schema) };
  if ($ref !== undefined) result.$ref = localReference($ref);
  if (schema.allOf !== undefined)
    result.allOf = schema.allOf.map((part) => (part.$ref === undefined ? part : strict(part)));
  if (items !== undefined) result.items = strict(items);
  if (name !== undefined && properties !== undefined) result.properties = mapValues(properties, withoutGoDefault);
  else if (properties !== undefined) result.properties = mapValues(properties, strict);
  if (typeof additionalProperties === 'object') result.additionalProperties = strict(additionalProperties);
  else if (isClosed(schema)) result.additionalProperties = false;
  return result;
}

function hasConditions({ oneOf, anyOf, not }: JsonSchema): boolean {
  return oneOf !== undefined || anyOf !== undefined || not !== undefined;
}

function dropUndefined(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

/** Kubernetes' own schemas give Go's zero values as defaults, of what is required too; the others are text. */
function withoutGoDefault(schema: JsonSchema): JsonSchema {
  const { default: value, ...rest } = strict(schema);
  return typeof value === 'string' && value !== '' ? { ...rest, default: value } : rest;
}

/** Alternatives (`oneOf`, `anyOf`) only add conditions; the fields are always listed beside them. */
function isClosed(schema: JsonSchema): boolean {
  if (schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true) return false;
  return schema.type === 'object' || schema.properties !== undefined;
}

function intOrString(schema: JsonSchema): JsonSchema {
  if (schema['x-kubernetes-int-or-string'] !== true) return schema;
  return { ...schema, type: undefined, anyOf: [{ type: 'integer' }, { type: 'string' }] };
}

function listType(schema: JsonSchema): object {
  return schema['x-kubernetes-list-type'] === 'set' ? { uniqueItems: true } : {};
}

function localReference(reference: string): string {
  return reference.replace(/^(?:\.\.\/kubernetes\.json)?#/, 'kubernetes.json#');
}

function mapValues(
  object: Readonly<Record<string, JsonSchema>>,
  change: (schema: JsonSchema) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
