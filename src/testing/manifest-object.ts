/** A Kubernetes object as plain data, the way it is written to YAML. */
export interface ManifestObject {
  /** Group and version: `apps/v1`. */
  readonly apiVersion: string;
  /** Kind: `Deployment`. */
  readonly kind: string;
  /** Name, namespace, labels and the rest of the metadata. */
  readonly metadata: ManifestMetadata;
  /** The rest of the object: `spec`, `data`, `rules` … */
  readonly [field: string]: unknown;
}

/** Metadata of a {@link ManifestObject}. */
export interface ManifestMetadata {
  /** The object's name. */
  readonly name: string;
  /** The object's namespace. @default - cluster-scoped, or left to whoever applies it */
  readonly namespace?: string;
  /** Its labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Its annotations. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The rest. */
  readonly [field: string]: unknown;
}

/** Whether a value looks like one Kubernetes object: it has an API version, a kind and a named metadata. */
export function isManifestObject(value: unknown): value is ManifestObject {
  if (!isRecord(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string') return false;
  return isRecord(value.metadata) && typeof value.metadata.name === 'string';
}

/** Whether a value is an object with keys, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
