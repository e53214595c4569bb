import { keyText, type ObjectKey, objectKey } from '../manifest/object-key';
import { isRecord, type ManifestObject } from './manifest-object';

/** A Kubernetes object with what messages call it. */
export interface LocatedObject {
  readonly object: ManifestObject;
  readonly key: ObjectKey;
  /** Version of its API, without the group: `v1`. */
  readonly version: string;
  /** Its key as text, and behind it where it was read: `apps/Deployment shop/backend (dist/shop.yaml:1)`. */
  readonly title: string;
}

/**
 * Makes a located object of a value that should be a Kubernetes object.
 *
 * @param place file and line that it was read from. @default - it was not read from a file
 * @throws {Error} if it has no API version, kind or name.
 */
export function locate(value: unknown, place?: string): LocatedObject {
  if (!isRecord(value)) throw new Error('object must be a map with apiVersion, kind and metadata; write it like one');
  const key = objectKey({ ...value, metadata: withoutNoNamespace(value.metadata) });
  const object = value as ManifestObject;
  const title = keyText(key);
  return {
    object,
    key,
    version: object.apiVersion.slice(object.apiVersion.indexOf('/') + 1),
    title: place === undefined ? title : `${title} (${place})`,
  };
}

/** To a cluster, a namespace that is null or empty is none; templates leave such ones behind. */
function withoutNoNamespace(metadata: unknown): unknown {
  if (!isRecord(metadata) || (metadata.namespace !== null && metadata.namespace !== '')) return metadata;
  return { ...metadata, namespace: undefined };
}

/**
 * Makes located objects of values of which some may be none.
 *
 * @throws {Error} that names every value that is no Kubernetes object.
 */
export function locateAll(values: readonly unknown[]): LocatedObject[] {
  const faults: string[] = [];
  const located = values.flatMap((value, index) => {
    try {
      return [locate(value)];
    } catch (error) {
      faults.push(`  object ${index}: ${(error as Error).message}`);
      return [];
    }
  });
  if (faults.length === 0) return located;
  throw new Error(`objects must be Kubernetes objects, got ${faults.length} that are not:\n${faults.join('\n')}`);
}
