import { hasLoneSurrogate, isExactNumber } from './yaml-scalar';
import { YamlWriteError } from './yaml-write-error';

/** Deeper than any Kubernetes object; with the document around and a scalar inside, the 100 levels `js-yaml` reads. */
export const MAX_DEPTH = 98;

function isPlainPrototype(prototype: unknown): boolean {
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}

/** Whether the value is an object written in braces or read from JSON, of this or another JavaScript realm. */
export function isPlainObject(value: object): boolean {
  return isPlainPrototype(Object.getPrototypeOf(value)) && Object.getOwnPropertySymbols(value).length === 0;
}

interface Refusal {
  readonly rule: string;
  readonly got: string;
  readonly remedy: string;
}

function numberRefusal(value: number): Refusal | undefined {
  if (isExactNumber(value)) return undefined;
  if (Number.isInteger(value)) {
    const rule = `be an integer within ±${Number.MAX_SAFE_INTEGER}, which JavaScript holds exactly`;
    return { rule, got: String(value), remedy: 'write it as a string or a quantity' };
  }
  return { rule: 'be a finite number', got: String(value), remedy: 'check the calculation it comes from' };
}

function objectRefusal(value: object): Refusal | undefined {
  if (!Array.isArray(value) && !isPlainPrototype(Object.getPrototypeOf(value))) {
    const { constructor } = value as { constructor?: { name?: unknown } };
    const kind = typeof constructor?.name === 'string' && constructor.name !== '' ? constructor.name : 'a class';
    const got = value instanceof Date ? 'a Date' : `an instance of ${kind}`;
    return { rule: 'be plain data', got, remedy: 'convert it to a string, a number or a plain object' };
  }
  if (Object.getOwnPropertySymbols(value).length > 0) {
    return { rule: 'have only string keys', got: 'a symbol key', remedy: 'remove it' };
  }
  return undefined;
}

function refusalOf(value: unknown): Refusal | undefined {
  switch (typeof value) {
    case 'boolean':
      return undefined;
    case 'string':
      if (!hasLoneSurrogate(value)) return undefined;
      return { rule: 'be valid Unicode', got: JSON.stringify(value), remedy: 'remove the lone surrogate' };
    case 'number':
      return numberRefusal(value);
    case 'bigint':
      return { rule: 'be a JSON value', got: `the bigint ${value}n`, remedy: 'write it as a number or a string' };
    case 'undefined':
      return { rule: 'be a JSON value', got: 'undefined', remedy: 'leave the key out or write null' };
    case 'object':
      return value === null ? undefined : objectRefusal(value);
    default:
      return { rule: 'be plain data', got: `a ${typeof value}`, remedy: 'remove it' };
  }
}

function refuse(pointer: string, refusal: Refusal): never {
  throw new YamlWriteError(pointer, refusal.rule, refusal.got, refusal.remedy);
}

function search(value: unknown, pointer: string, above: Map<object, string>): void {
  const refusal = refusalOf(value);
  if (refusal !== undefined) refuse(pointer, refusal);
  if (typeof value !== 'object' || value === null) return;
  const twin = above.get(value);
  if (twin !== undefined) {
    const got = `the object that holds it, ${twin === '' ? 'the document' : twin}`;
    refuse(pointer, { rule: 'not contain itself', got, remedy: 'copy the values it needs' });
  }
  if (above.size >= MAX_DEPTH) {
    const got = `more than ${MAX_DEPTH} levels`;
    refuse(pointer, { rule: `be nested at most ${MAX_DEPTH} levels deep`, got, remedy: 'make it flatter' });
  }
  above.set(value, pointer);
  if (Array.isArray(value)) searchItems(value, pointer, above);
  else searchEntries(value as Record<string, unknown>, pointer, above);
  above.delete(value);
}

function searchItems(items: readonly unknown[], pointer: string, above: Map<object, string>): void {
  for (let index = 0; index < items.length; index += 1) {
    if (!(index in items)) {
      const remedy = 'fill or close the gap in the array';
      refuse(`${pointer}/${index}`, { rule: 'be a JSON value', got: 'a hole in a sparse array', remedy });
    }
    search(items[index], `${pointer}/${index}`, above);
  }
}

function searchEntries(entries: Readonly<Record<string, unknown>>, pointer: string, above: Map<object, string>): void {
  for (const key of Object.keys(entries)) {
    const below = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (hasLoneSurrogate(key)) {
      const got = JSON.stringify(key);
      refuse(below, { rule: 'have a key of valid Unicode', got, remedy: 'remove the lone surrogate' });
    }
    search(entries[key], below, above);
  }
}

/**
 * Says where and why a document cannot be written. The writer itself keeps no pointers, since nearly every document
 * can be; it calls this only after it met a value it refuses.
 *
 * @throws {YamlWriteError} for the first refused value
 */
export function explainRefusal(document: unknown): void {
  search(document, '', new Map());
}
