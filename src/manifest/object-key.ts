/** What makes a Kubernetes object itself on its cluster. The version is not part of it: `apps/v1` and `apps/v2` meet. */
export interface ObjectKey {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Empty for an object of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
}

/** The part of a manifest that identifies its object. */
export interface IdentifiedObject {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: unknown;
}

/** No part of a key holds a slash or a blank, so that the text of a key belongs to one key only. */
const PART = /^[^\s/]+$/;

function part(value: unknown, field: string): string {
  if (typeof value === 'string' && PART.test(value)) return value;
  const got = value === undefined ? 'none' : typeof value === 'string' ? JSON.stringify(value) : typeof value;
  throw new Error(`${field} must be a name without blanks and slashes, got ${got}; set it in the manifest`);
}

/** The group of an API version; the core group, whose versions stand alone, is empty. */
function groupOf(apiVersion: unknown): string {
  const slash = typeof apiVersion === 'string' ? apiVersion.indexOf('/') : -1;
  if (typeof apiVersion !== 'string' || slash === -1) {
    part(apiVersion, 'apiVersion');
    return '';
  }
  part(apiVersion.slice(slash + 1), 'the version in apiVersion');
  return part(apiVersion.slice(0, slash), 'the group in apiVersion');
}

/** Groups by API version: a fleet of many thousand objects has a few dozen. */
const groups = new Map<unknown, string>();

function knownGroupOf(apiVersion: unknown): string {
  let group = groups.get(apiVersion);
  if (group === undefined) {
    group = groupOf(apiVersion);
    groups.set(apiVersion, group);
  }
  return group;
}

/**
 * The key of an object.
 *
 * @throws {Error} if the manifest lacks its API version, its kind or its name
 */
export function objectKey(manifest: IdentifiedObject): ObjectKey {
  const { name, namespace } = (manifest.metadata ?? {}) as { name?: unknown; namespace?: unknown };
  return {
    group: knownGroupOf(manifest.apiVersion),
    kind: part(manifest.kind, 'kind'),
    namespace: namespace === undefined ? '' : part(namespace, 'metadata.namespace'),
    name: part(name, 'metadata.name'),
  };
}

/**
 * The key as messages show it, such as `apps/Deployment shop/backend`, `Service shop/backend` or `Namespace shop`.
 * Equal for equal keys only, so it also serves to find duplicates.
 */
export function keyText(key: ObjectKey): string {
  const kind = key.group === '' ? key.kind : `${key.group}/${key.kind}`;
  return key.namespace === '' ? `${kind} ${key.name}` : `${kind} ${key.namespace}/${key.name}`;
}
