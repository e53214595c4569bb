import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

/** One document of a YAML file. */
export interface ReadDocument {
  /** Plain data: maps, arrays, strings, numbers, booleans, null. */
  readonly value: unknown;
  /** The line its content begins at, counted from 1. */
  readonly line: number;
}

/** YAML that cannot be read without guessing. */
export class YamlReadError extends Error {
  override readonly name = 'YamlReadError';

  /**
   * @param file name of the file as the reader was given it
   * @param line line of the fault, counted from 1
   * @param fault what is wrong there and what to do about it
   */
  constructor(
    readonly file: string,
    readonly line: number,
    fault: string,
  ) {
    super(`${file}:${line}: ${fault}`);
  }
}

/** Loaded at the first use: a synth that reads no YAML does not pay for the parser. */
let library: typeof Yaml | undefined;
function yaml(): typeof Yaml {
  library ??= createRequire(__filename)('yaml') as typeof Yaml;
  return library;
}

type Fail = (offset: number, fault: string) => never;

/** What JSON can hold; other tags would give dates, sets or binary data. */
const PLAIN_TAG = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;

function keyName(key: unknown): string | undefined {
  const value = yaml().isScalar(key) ? key.value : undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'symbol') return value.description; // the merge key
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function checkKeys(map: Yaml.YAMLMap, fail: Fail): void {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    const offset = yaml().isNode(key) ? (key.range?.[0] ?? 0) : 0;
    const name = keyName(key);
    if (name === undefined) return fail(offset, 'a key must be a string, got null or a collection; quote it');
    if (seen.has(name)) fail(offset, `a key must be unique in its map, got ${name} again; remove one of them`);
    seen.add(name);
  }
}

function checkInteger(scalar: Yaml.Scalar, fail: Fail): void {
  const { value, source = '' } = scalar;
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return;
  if (!/^[-+]?[0-9a-fox]+$/i.test(source)) return;
  const rule = `an integer must be within ±${Number.MAX_SAFE_INTEGER}`;
  fail(scalar.range?.[0] ?? 0, `${rule}, got ${source}; quote it to read it as a string`);
}

function check(document: Yaml.Document.Parsed, fail: Fail): void {
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    fail(pos[0], `must be valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  }
  yaml().visit(document, {
    Value: (_, node) => {
      if (node.tag !== undefined && !PLAIN_TAG.test(node.tag)) {
        fail(node.range?.[0] ?? 0, `a tag must be one of plain data, got ${node.tag}; remove it`);
      }
      if (yaml().isMap(node)) checkKeys(node, fail);
      if (yaml().isScalar(node)) checkInteger(node, fail);
    },
  });
}

/** Aliases are resolved last, and what is wrong with them is thrown without a position. */
function plainValue(document: Yaml.Document.Parsed, fail: Fail): unknown {
  try {
    return document.toJS() as unknown;
  } catch (error) {
    if (error instanceof YamlReadError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return fail(document.contents?.range[0] ?? 0, `aliases must be valid: ${message}`);
  }
}

/**
 * Reads every document of a YAML 1.2 file; merge keys (`<<`) work as in Kubernetes. Empty documents are skipped.
 *
 * @param file the name that errors carry
 * @throws {YamlReadError} for a syntax error, a duplicate key, an unknown tag, a key that is no string, or an integer
 *   that JavaScript cannot hold exactly
 */
export function readDocuments(text: string, file = 'YAML'): ReadDocument[] {
  const lines = new (yaml().LineCounter)();
  const fail: Fail = (offset, fault) => {
    throw new YamlReadError(file, lines.linePos(offset).line, fault);
  };
  const read: ReadDocument[] = [];
  const parsed = yaml().parseAllDocuments(text, {
    version: '1.2',
    merge: true,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  for (const document of parsed) {
    check(document, fail);
    const value = plainValue(document, fail);
    if (value === null || value === undefined) continue;
    read.push({ value, line: lines.linePos(document.contents?.range[0] ?? 0).line });
  }
  return read;
}
