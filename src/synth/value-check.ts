import { MAX_DEPTH } from '../manifest/yaml-refusal';
import { hasLoneSurrogate, isExactNumber } from '../manifest/yaml-scalar';
import { valueText } from '../model/problem';
import { isUnsetToken } from './plain-copy';

interface Refusal {
  readonly must: string;
  readonly got: string;
  readonly remedy: string;
}

/** What the values of an object may still become. */
export interface ValueCheckOptions {
  /**
   * What cdk8s replaces before the value is written: `stock` are a Lazy, a token and the like; an app with resolvers of its
   * own may turn `anything` into anything, so that only circles are certain to be wrong.
   */
  readonly resolves: 'anything' | 'stock' | 'nothing';
}

const NOTHING_IN_A_LIST: Refusal = {
  must: 'be a value',
  got: 'nothing',
  remedy: 'leave the entry out of the list or give it a value',
};

/** The JSON pointer of an entry. */
function pointerTo(parent: string, key: string): string {
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Whether cdk8s replaces this object by another value: a Lazy, a token, a number-or-string of a generated construct. */
function isResolvable(value: object): boolean {
  const { resolve, produce, value: union } = value as { resolve?: unknown; produce?: unknown; value?: unknown };
  if (typeof resolve === 'function' || typeof produce === 'function') return true;
  return value.constructor !== Object && (typeof union === 'string' || typeof union === 'number');
}

function scalarRefusal(value: unknown): Refusal | undefined {
  if (isUnsetToken(value)) {
    return {
      must: 'be known at synthesis',
      got: `the unset token ${valueText(value)}`,
      remedy: 'give the value itself',
    };
  }
  switch (typeof value) {
    case 'number':
      return numberRefusal(value);
    case 'string':
      if (!hasLoneSurrogate(value)) return undefined;
      return { must: 'be valid Unicode', got: valueText(value), remedy: 'remove the lone surrogate' };
    case 'function':
      return { must: 'be plain data', got: 'a function', remedy: 'call it, or wrap it in Lazy.any' };
    case 'bigint':
      return { must: 'be plain data', got: `the bigint ${value}n`, remedy: 'write it as a number or a string' };
    case 'symbol':
      return { must: 'be plain data', got: 'a symbol', remedy: 'write it as a string' };
    default:
      return undefined;
  }
}

function numberRefusal(value: number): Refusal | undefined {
  if (isExactNumber(value)) return undefined;
  if (!Number.isFinite(value)) {
    return { must: 'be a finite number', got: String(value), remedy: 'check the calculation it comes from' };
  }
  const must = `be an integer within ±${Number.MAX_SAFE_INTEGER}, which JavaScript holds exactly`;
  return { must, got: String(value), remedy: 'write it as a string' };
}

function objectRefusal(value: object): Refusal | undefined {
  if (value instanceof Date) {
    return { must: 'be plain data', got: 'a Date', remedy: 'write it as a string: date.toISOString()' };
  }
  if (Array.isArray(value)) return undefined;
  if (Object.hasOwn(value, 'constructor') || Object.hasOwn(value, '__proto__')) {
    const key = Object.hasOwn(value, 'constructor') ? 'constructor' : '__proto__';
    return { must: 'have only keys that cdk8s can render', got: `the key "${key}"`, remedy: 'rename the key' };
  }
  const { constructor } = value as { readonly constructor?: { readonly name?: unknown } };
  if (constructor === undefined) {
    return { must: 'be plain data', got: 'an object without a prototype', remedy: 'copy it: { ...value }' };
  }
  if (constructor.name === 'Object') return undefined;
  const name = typeof constructor.name === 'string' ? constructor.name : 'a class';
  return { must: 'be plain data', got: `an instance of ${name}`, remedy: 'give a string, a number or a plain object' };
}

/** Searches one value and what is below it; remembers what is above it, to find circles. */
class ValueSearch {
  readonly messages: string[] = [];
  private readonly above = new Map<object, string>();

  constructor(private readonly options: ValueCheckOptions) {}

  private get anythingResolves(): boolean {
    return this.options.resolves === 'anything';
  }

  visit(value: unknown, pointer: string): void {
    if (typeof value !== 'object') {
      if (!this.anythingResolves) this.refuse(pointer, scalarRefusal(value));
    } else if (value !== null && (this.options.resolves === 'nothing' || !isResolvable(value))) {
      const refusal = this.structureRefusal(value) ?? (this.anythingResolves ? undefined : objectRefusal(value));
      if (refusal !== undefined) this.refuse(pointer, refusal);
      else if (Array.isArray(value) || value.constructor === Object) this.descend(value, pointer);
    }
  }

  private structureRefusal(value: object): Refusal | undefined {
    const twin = this.above.get(value);
    if (twin !== undefined) {
      const got = `the value that holds it${twin === '' ? '' : `, ${twin}`}`;
      return { must: 'not contain itself', got, remedy: 'copy the values it needs' };
    }
    if (this.above.size <= MAX_DEPTH) return undefined;
    return { must: `be nested at most ${MAX_DEPTH} levels deep`, got: 'more', remedy: 'make it flatter' };
  }

  private descend(value: object, pointer: string): void {
    this.above.set(value, pointer);
    if (Array.isArray(value)) this.visitItems(value, pointer);
    else for (const [key, item] of Object.entries(value)) this.visit(item, pointerTo(pointer, key));
    this.above.delete(value);
  }

  private visitItems(items: readonly unknown[], pointer: string): void {
    // By index: forEach and map skip the holes of a sparse array, which YAML cannot.
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      const empty = (item === undefined || item === null) && !this.anythingResolves;
      if (empty) this.refuse(`${pointer}/${index}`, NOTHING_IN_A_LIST);
      else this.visit(item, `${pointer}/${index}`);
    }
  }

  private refuse(pointer: string, refusal: Refusal | undefined): void {
    if (refusal === undefined) return;
    const { must, got, remedy } = refusal;
    this.messages.push(`${pointer === '' ? 'the object' : pointer} must ${must}, got ${got}; ${remedy}`);
  }
}

/**
 * Finds the values that cannot stand in a manifest. Values that cdk8s resolves (Lazy, tokens, unions) are passed over:
 * check what they became.
 *
 * @returns one message for each, with its JSON pointer.
 */
export function checkValues(value: unknown, options: ValueCheckOptions = { resolves: 'stock' }): string[] {
  const search = new ValueSearch(options);
  search.visit(value, '');
  return search.messages;
}
