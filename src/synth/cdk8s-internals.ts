import type { App } from 'cdk8s';
import {
  ApiObject,
  ApiObjectMetadataDefinition,
  ImplicitTokenResolver,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';

/** What an ApiObject was made of. */
export interface RawObject {
  readonly props: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A JSON patch operation as RFC 6902 spells it. */
export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  /** @default - the operation takes none, or it is undefined */
  readonly value?: unknown;
}

interface PrivateMetadata {
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly labels?: unknown;
  readonly annotations?: unknown;
  readonly finalizers?: unknown;
  readonly ownerReferences?: unknown;
  readonly _additionalAttributes?: unknown;
}

const METADATA_FIELDS = [
  'name',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
  'apiObject',
  '_additionalAttributes',
];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the private fields of an ApiObject, so that plain data need not go through cdk8s's resolution, which costs most
 * of its synthesis.
 *
 * @returns nothing when the object renders itself in its own way, or when this version of cdk8s keeps its fields
 *   elsewhere: `toJson()` is always right.
 */
export function rawObject(apiObject: ApiObject): RawObject | undefined {
  if (apiObject.toJson !== ApiObject.prototype.toJson) return undefined;
  const metadata = rawMetadata(apiObject.metadata);
  const { props } = apiObject as object as { readonly props?: unknown };
  return metadata !== undefined && isRecord(props) ? { props, metadata } : undefined;
}

function rawMetadata(definition: ApiObjectMetadataDefinition): Readonly<Record<string, unknown>> | undefined {
  if (definition.toJson !== ApiObjectMetadataDefinition.prototype.toJson || !hasKnownFields(definition))
    return undefined;
  const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes } =
    definition as object as PrivateMetadata;
  if (!isRecord(labels) || !isRecord(annotations) || !isRecord(_additionalAttributes)) return undefined;
  if (!Array.isArray(finalizers) || !Array.isArray(ownerReferences)) return undefined;
  const known = { annotations, finalizers, labels, name, namespace, ownerReferences };
  for (const key in _additionalAttributes) if (!(key in known)) return { ..._additionalAttributes, ...known };
  return known;
}

let knownFields: boolean | undefined;

/** All definitions have the same fields: looking at one of them tells whether this version of cdk8s has others. */
function hasKnownFields(definition: object): boolean {
  knownFields ??=
    METADATA_FIELDS.every((field) => field in definition) && Object.keys(definition).length === METADATA_FIELDS.length;
  return knownFields;
}

/** The props an ApiObject was given, to search them for what cannot be rendered. */
export function rawProps(apiObject: ApiObject): unknown {
  const { props } = apiObject as object as { readonly props?: unknown };
  if (!isRecord(props)) return props;
  // cdk8s copies these two levels, whatever they are made of.
  return isRecord(props.metadata) ? { ...props, metadata: { ...props.metadata } } : { ...props };
}

/** The list of patches of an ApiObject; taking operations out of it and putting them back works. */
export function patchesOf(apiObject: ApiObject): unknown[] {
  const { patches } = apiObject as object as { readonly patches?: unknown };
  return Array.isArray(patches) ? patches : [];
}

/** What a patch does. */
export function patchOperation(patch: unknown): PatchOperation | undefined {
  const operation: unknown = isRecord(patch) ? patch.operation : undefined;
  if (!isRecord(operation) || typeof operation.op !== 'string' || typeof operation.path !== 'string') return undefined;
  const { op, path, from, value } = operation;
  return { op, path, value, ...(typeof from === 'string' && { from }) };
}

/** Whether values are resolved by cdk8s's own resolvers alone, which leave plain data as it is. */
export function hasOnlyStockResolvers(app: App): boolean {
  const [lazy, token, union, ...others] = app.resolvers;
  return (
    lazy instanceof LazyResolver &&
    token instanceof ImplicitTokenResolver &&
    union instanceof NumberStringUnionResolver &&
    others.length === 0
  );
}
