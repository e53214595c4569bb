import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { isIPv4, isIPv6 } from 'node:net';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { strict } from './strict-schema';
import type { JsonSchema } from './strict-schema';

/** `group/version Kind` of what we emit although no schema of it can be had. Checked for its metadata only. */
export const kindsWithoutSchema: readonly string[] = [
  // Transformers that kustomize itself carries out.
  'builtin AnnotationsTransformer',
  'builtin PatchTransformer',
  'builtin PrefixSuffixTransformer',
];

const SCHEMAS = join(__dirname, '../../imports/schemas');

/** Not a Kubernetes object: read by Kustomize from a file, so it needs no name. */
const KUSTOMIZE_FILE = 'kustomize.config.k8s.io/v1beta1';

const OBJECT_META = 'kubernetes.json#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

const INT32 = 2 ** 31;

const ajv = new Ajv({
  allErrors: true,
  // The schemas carry OpenAPI's and Kubernetes' own keywords, and patterns written for Go, not for the `u` flag.
  strict: false,
  unicodeRegExp: false,
  // The API server fills in defaults before it validates: alternatives may depend on them.
  useDefaults: true,
  formats: {
    int32: { type: 'number', validate: (value: number) => value >= -INT32 && value < INT32 },
    int64: { type: 'number', validate: Number.isSafeInteger },
    byte: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
    ipv4: isIPv4,
    ipv6: isIPv6,
    // Read by the API server as hints only.
    double: true,
    float: true,
    duration: true,
    url: true,
    string: true,
    'int-or-string': true,
  },
});
ajv.addKeyword({
  keyword: 'x-kubernetes-list-map-keys',
  type: 'array',
  validate: (keys: string[], items: unknown[]) =>
    new Set(items.map((item) => JSON.stringify(keys.map((key) => (item as Record<string, unknown>)[key])))).size ===
    items.length,
  error: { message: 'must not have two items with the same key' },
});

const validators = new Map<string, ValidateFunction | undefined>();

/**
 * What a strict API server would refuse in an object: each message is the JSON pointer and the reason. An object of a kind
 * without a schema is refused too, unless it is in {@link kindsWithoutSchema}.
 */
export function validateManifest(object: unknown): string[] {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return [': must be an object'];
  const { apiVersion, kind } = object as Record<string, unknown>;
  if (typeof apiVersion !== 'string') return ['/apiVersion: must be a string'];
  if (typeof kind !== 'string') return ['/kind: must be a string'];
  const validate = validatorOf(apiVersion, kind);
  if (validate === undefined) return [`/kind: must have a schema, got ${apiVersion} ${kind}`];
  validate(structuredClone(object));
  return [...new Set((validate.errors ?? []).map(message))];
}

/** The published schema of a kind, or nothing. */
export function readSchema(apiVersion: string, kind: string): JsonSchema | undefined {
  const [version = '', group = 'core'] = apiVersion.split('/').reverse();
  const file = join(SCHEMAS, group, `${kind}_${version}.json`);
  return existsSync(file) ? readJson(file) : undefined;
}

function validatorOf(apiVersion: string, kind: string): ValidateFunction | undefined {
  const key = `${apiVersion} ${kind}`;
  if (!validators.has(key)) validators.set(key, compile(apiVersion, kind));
  return validators.get(key);
}

function compile(apiVersion: string, kind: string): ValidateFunction | undefined {
  const exempt = kindsWithoutSchema.includes(`${apiVersion} ${kind}`);
  const schema = exempt ? { 'x-kubernetes-preserve-unknown-fields': true } : readSchema(apiVersion, kind);
  if (schema === undefined) return undefined;
  addKubernetes();
  const named = apiVersion !== KUSTOMIZE_FILE;
  const envelope = {
    type: 'object',
    required: ['apiVersion', 'kind', ...(named ? ['metadata'] : [])],
    properties: {
      apiVersion: { const: apiVersion },
      kind: { const: kind },
      metadata: { $ref: OBJECT_META, ...(named && { required: ['name'] }) },
    },
  };
  return ajv.compile({ allOf: [envelope, strict(withEnvelope(schema))] });
}

/** A CRD need not list the fields that every object has, and says of the metadata only that it is an object. */
function withEnvelope(schema: JsonSchema): JsonSchema {
  if (schema.$ref !== undefined) return schema;
  return { ...schema, type: 'object', properties: { ...schema.properties, apiVersion: {}, kind: {}, metadata: {} } };
}

function addKubernetes(): void {
  if (ajv.getSchema('kubernetes.json') !== undefined) return;
  const { definitions = {} } = readJson(join(SCHEMAS, 'kubernetes.json'));
  const entries = Object.entries(definitions).map(([name, schema]) => [name, strict(schema, name)]);
  ajv.addSchema({ definitions: Object.fromEntries(entries) as Record<string, JsonSchema> }, 'kubernetes.json');
}

function readJson(file: string): JsonSchema {
  return JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
}

/** Every kind that has a schema, as `group/version Kind`. */
export function kindsWithSchema(): string[] {
  return readdirSync(SCHEMAS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: group }) =>
      readdirSync(join(SCHEMAS, group)).map((file) => {
        const [kind = '', version = ''] = file.replace(/\.json$/, '').split('_');
        return `${group === 'core' ? '' : `${group}/`}${version} ${kind}`;
      }),
    )
    .sort();
}

function message({ instancePath, keyword, message: text, params }: ErrorObject): string {
  if (keyword === 'additionalProperties') {
    return `${instancePath}: must not have the unknown field ${String(params.additionalProperty)}`;
  }
  const allowed = keyword === 'enum' || keyword === 'const' ? `, one of ${JSON.stringify(params)}` : '';
  return `${instancePath}: ${text ?? keyword}${allowed}`;
}
