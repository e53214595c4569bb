import { isManifestObject, type ManifestObject } from './manifest-object';
import { type SnapshotOptions, snapshotText, sortedObjects } from './snapshot-text';

/** A snapshot serializer as Jest and Vitest take it; no types of either are needed. */
export interface SnapshotSerializer {
  /** Whether this serializer prints the value. */
  test(value: unknown): boolean;
  /** Prints a value that passed {@link SnapshotSerializer.test}. */
  serialize(value: unknown, config: unknown, indentation: string): string;
}

/**
 * Prints Kubernetes objects in snapshots as YAML: a list of them sorted by kind, namespace and name, and every
 * object's keys sorted, so that a snapshot changes only when an object does.
 *
 * @example
 * expect.addSnapshotSerializer(manifestSerializer({ omit: ['/spec/template'] }));
 * expect(synth((chart) => new PodinfoApp(chart, 'backend'))).toMatchSnapshot();
 */
export function manifestSerializer(options: SnapshotOptions = {}): SnapshotSerializer {
  return {
    test: (value) => isManifestObject(value) || isManifestList(value),
    serialize: (value, _config, indentation) => {
      const objects = isManifestList(value) ? sortedObjects(value) : [value].filter(isManifestObject);
      const text = objects.map((object) => snapshotText(object, options).trimEnd()).join('\n---\n');
      return text.replaceAll(/\n(?=.)/g, `\n${indentation}`);
    },
  };
}

function isManifestList(value: unknown): value is readonly ManifestObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isManifestObject);
}
