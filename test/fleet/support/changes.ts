import type { ManifestObject } from '../../../src/testing';

/** A field that two sets of objects do not have in common. */
export interface Change {
  /** `object /pointer: before becomes after`. */
  readonly text: string;
}

/** Every field of some objects: its value as JSON, by the object and the JSON pointer. */
export function fieldsOf(objects: readonly ManifestObject[]): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  const visit = (key: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
      fields[key] = JSON.stringify(value);
      return;
    }
    for (const [name, item] of Object.entries(value)) visit(`${key}/${name.replaceAll('/', '~1')}`, item);
  };
  for (const object of objects) {
    const { namespace, name } = object.metadata;
    visit(`${object.kind} ${namespace === undefined ? '' : `${namespace}.`}${name} `, object);
  }
  return fields;
}

/** What is different, in order. */
export function changesBetween(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .filter((key) => before[key] !== after[key])
    .map((key) => ({ text: `${key}: ${before[key] ?? 'nothing'} becomes ${after[key] ?? 'nothing'}` }));
}
