import { MAX_DEPTH } from '../manifest/yaml-refusal';
import { isExactNumber } from '../manifest/yaml-scalar';

/** Numbers that AWS CDK uses to stand for a value it does not know yet are at or below this. */
const ENCODED_TOKEN = -1.888e289;
const TOKEN = /[$#]\{(?:Tf)?Token\[/;

/** Whether a string or a number stands for a value that CDK would know only at deployment. */
export function isUnsetToken(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{T') && TOKEN.test(value);
  return typeof value === 'number' && value <= ENCODED_TOKEN && Number.isFinite(value);
}

const NOT_PLAIN = new Error('not plain data');

/**
 * Makes the copies, which are plain objects in all but the place V8 keeps their shapes. A tree of constructs that begins
 * more than some 1,500 records with keys of their own wears out the shapes of `{}`: from then on each store to one makes
 * a new shape, at half the speed and a third more memory.
 */
const PlainObject = function () {
  // Only its prototype matters.
} as unknown as new () => Record<string, unknown>;
PlainObject.prototype = Object.prototype;

interface CopyOptions {
  readonly sortKeys: boolean;
  readonly dropEmpty: boolean;
}

function copyValue(value: unknown, depth: number, options: CopyOptions): unknown {
  switch (typeof value) {
    case 'string':
      if (value.includes('{T') && TOKEN.test(value)) throw NOT_PLAIN;
      return value;
    case 'boolean':
      return value;
    case 'number':
      if (!isExactNumber(value) || value <= ENCODED_TOKEN) throw NOT_PLAIN;
      return value;
    case 'undefined':
      return undefined;
    case 'object':
      if (value === null) return undefined;
      if (depth > MAX_DEPTH) throw NOT_PLAIN;
      return Array.isArray(value) ? copyArray(value, depth, options) : copyObject(value, depth, options);
    default:
      throw NOT_PLAIN;
  }
}

function isPlainArray(items: object): boolean {
  return items.constructor === Array && !('resolve' in items) && !('value' in items);
}

function copyArray(items: readonly unknown[], depth: number, options: CopyOptions): unknown {
  if (!isPlainArray(items)) throw NOT_PLAIN;
  if (options.dropEmpty && items.length === 0) return undefined;
  const copy: unknown[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = copyValue(items[index], depth + 1, options);
    if (item === undefined) throw NOT_PLAIN;
    copy.push(item);
  }
  return copy;
}

function copyObject(value: object, depth: number, options: CopyOptions): unknown {
  if (value.constructor !== Object) throw NOT_PLAIN;
  const entries = value as Record<string, unknown>;
  if (typeof entries.resolve === 'function') throw NOT_PLAIN;
  const copy = new PlainObject();
  let empty = true;
  for (const key of orderedKeys(entries, options.sortKeys)) {
    if (key === '__proto__') throw NOT_PLAIN;
    const item = copyValue(entries[key], depth + 1, options);
    if (item === undefined) continue;
    copy[key] = item;
    empty = false;
  }
  return options.dropEmpty && empty ? undefined : copy;
}

function orderedKeys(entries: object, sortKeys: boolean): string[] {
  const keys = Object.keys(entries);
  if (!sortKeys) return keys;
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return keys.sort();
  }
  return keys;
}

/**
 * Copies the props and the metadata of an ApiObject the way cdk8s renders them: keys sorted, null and undefined left
 * out, nothing empty in the metadata, `apiVersion`, `kind` and `metadata` first.
 *
 * @returns nothing if a value is not plain data, or one that cannot stand in a manifest.
 */
export function copyPlain(
  props: Readonly<Record<string, unknown>>,
  metadata: Readonly<Record<string, unknown>>,
  sortKeys: boolean,
): Record<string, unknown> | undefined {
  try {
    return copyManifest(props, metadata, sortKeys);
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

function copyManifest(
  props: Readonly<Record<string, unknown>>,
  metadata: Readonly<Record<string, unknown>>,
  sortKeys: boolean,
): Record<string, unknown> {
  if (props.constructor !== Object || typeof props.resolve === 'function') throw NOT_PLAIN;
  const options = { sortKeys, dropEmpty: false };
  const manifest = new PlainObject();
  const put = (key: string, value: unknown) => {
    if (value !== undefined) manifest[key] = value;
  };
  put('apiVersion', copyValue(props.apiVersion, 1, options));
  put('kind', copyValue(props.kind, 1, options));
  put('metadata', copyValue(metadata, 1, { sortKeys: true, dropEmpty: true }));
  for (const key of orderedKeys(props, sortKeys)) {
    if (key === 'apiVersion' || key === 'kind' || key === 'metadata') continue;
    if (key === '__proto__') throw NOT_PLAIN;
    put(key, copyValue(props[key], 1, options));
  }
  return manifest;
}
