/** A Kubernetes object, as far as everybody knows it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubeMetadata;
}

/** The metadata that tests look at. */
interface KubeMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly resourceVersion?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
}

/** Which kind of object. */
export interface KubeKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A condition in a status. */
interface KubeCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** An object with a status that has conditions. */
export interface ConditionedObject extends KubeObject {
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly KubeCondition[] };
}

/** `Kind namespace/name` (`Kind name` where there is no namespace). */
export function describeObject({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
