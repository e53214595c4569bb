import { keyText, objectKey } from '../manifest/object-key';
import { isPlainObject } from '../manifest/yaml-refusal';
import { writeYaml } from '../manifest/yaml-writer';
import { pointerStep } from './json-pointer';
import { isRecord, type ManifestObject } from './manifest-object';

/** What a snapshot shows of an object. */
export interface SnapshotOptions {
  /**
   * JSON pointers of what to leave out of every object: `/spec/template`, `/metadata/labels/example.com~1build`. Nothing is hidden
   * unless it is named here, since a reviewer trusts that a snapshot shows the object. An object without such a field
   * is shown whole.
   *
   * @default - the whole object
   */
  readonly omit?: readonly string[];
}

const FIRST_KEYS = ['apiVersion', 'kind', 'metadata'];

/**
 * One object as the YAML that snapshots hold: API version, kind and metadata first, all other keys sorted at every
 * depth, so that the order in which code sets fields does not matter.
 *
 * @throws {Error} when a pointer of `omit` does not start with `/`.
 */
export function snapshotText(object: ManifestObject, options: SnapshotOptions = {}): string {
  const omitted = new Set(options.omit?.map(checkedPointer));
  const shown = emptyRecord();
  const rest = Object.keys(object).filter((key) => !FIRST_KEYS.includes(key));
  for (const key of [...FIRST_KEYS, ...rest.sort(byCodePoint)]) keep(shown, key, object[key], '', omitted);
  return writeYaml(shown);
}

/**
 * One text per object, by the object's key such as `apps/Deployment shop/backend`, in an order that does not depend on that of the objects. Stored as a
 * snapshot each, a changed field fails exactly the snapshot of the object that has it.
 *
 * @throws {Error} when two objects have the same kind, namespace and name, such as those of two clusters.
 * @example
 * const texts = snapshotOf(synth((chart) => new PodinfoApp(chart, 'backend')));
 * test.each(Object.entries(texts))('%s', (_title, text) => {
 *   expect(text).toMatchSnapshot();
 * });
 */
export function snapshotOf(objects: readonly ManifestObject[], options: SnapshotOptions = {}): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const object of sortedObjects(objects)) {
    const title = titleOf(object);
    if (title in texts) {
      throw new Error(
        `objects must differ in kind, namespace or name, got two of ${title}; snapshot each cluster alone`,
      );
    }
    texts[title] = snapshotText(object, options);
  }
  return texts;
}

/** The objects in the order in which snapshots list them: by group, kind, namespace and name. */
export function sortedObjects(objects: readonly ManifestObject[]): ManifestObject[] {
  const titled = objects.map((object) => ({ object, title: titleOf(object) }));
  return titled.sort((a, b) => byCodePoint(a.title, b.title)).map(({ object }) => object);
}

function titleOf(object: ManifestObject): string {
  return keyText(objectKey(object));
}

function keep(into: Record<string, unknown>, key: string, value: unknown, above: string, omitted: Set<string>): void {
  const pointer = above + pointerStep(key);
  if (value !== undefined && !omitted.has(pointer)) into[key] = sorted(value, pointer, omitted);
}

function sorted(value: unknown, pointer: string, omitted: Set<string>): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      const below = `${pointer}/${index}`;
      return omitted.has(below) ? [] : [sorted(item, below, omitted)];
    });
  }
  // What is no plain data is left for the writer to refuse.
  if (!isRecord(value) || !isPlainObject(value)) return value;
  const result = emptyRecord();
  for (const key of Object.keys(value).sort(byCodePoint)) keep(result, key, value[key], pointer, omitted);
  return result;
}

/** Without a prototype, so that `__proto__` is a key like any other. */
function emptyRecord(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function checkedPointer(pointer: string): string {
  if (pointer.startsWith('/')) return pointer;
  throw new Error(`omit must hold JSON pointers, got ${JSON.stringify(pointer)}; write it like "/spec/template"`);
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
