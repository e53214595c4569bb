import type { CommentNode } from './comment-tree';
import { checkAllTaken, commentTree, takeComment } from './comment-tree';
import { explainRefusal, isPlainObject, MAX_DEPTH } from './yaml-refusal';
import { blockText, inlineText, isBlockText, isExactNumber, numberText } from './yaml-scalar';
import { YamlWriteError } from './yaml-write-error';

/** A document to write, with comments by JSON pointer. */
export interface YamlDocument {
  /** Plain data: what JSON can hold. Keys are written in the order given. */
  readonly value: unknown;
  /**
   * Comments by the JSON pointer of the value they stand behind; that of the whole document (`''`) stands above it.
   *
   * @default - none
   */
  readonly comments?: ReadonlyMap<string, string> | undefined;
}

/** YAML parsers look for the colon of a key within 1,024 characters, unless the key is marked with `? `. */
const LONGEST_SIMPLE_KEY = 1000;
/** Short strings and keys are remembered as written; most strings of a fleet are the same few hundred. */
const LONGEST_REMEMBERED = 64;
const MOST_REMEMBERED = 5000;

/** Thrown inside the writer; `explainRefusal` turns it into an error with a pointer. */
const refused = new Error('a value cannot be written');

const margins: string[] = [];
const dashes: string[] = [];
/** By depth: each key with its line break, indentation and colon. */
const keysByDepth: Map<string, string>[] = [];
for (let depth = 0; depth <= MAX_DEPTH + 1; depth += 1) {
  const margin = `\n${'  '.repeat(depth)}`;
  margins.push(margin);
  dashes.push(`${margin}-`);
  keysByDepth.push(new Map());
}
/** Keys of the first entry of a sequence item, which stands behind the dash. */
const keysBehindDash = new Map<string, string>();
/** Strings that take one line wherever they stand, with the blank before them. */
const scalars = new Map<string, string>();

function remember(known: Map<string, string>, text: string, written: string): string {
  if (text.length <= LONGEST_REMEMBERED && known.size < MOST_REMEMBERED) known.set(text, written);
  return written;
}

function newKey(key: string, depth: number, behindDash: boolean): string {
  const text = inlineText(key);
  if (text === undefined) throw refused;
  const start = behindDash ? ' ' : (margins[depth] ?? '');
  if (text.length > LONGEST_SIMPLE_KEY) return `${start}? ${text}${margins[depth] ?? ''}:`;
  const known = behindDash ? keysBehindDash : keysByDepth[depth];
  const written = `${start}${text}:`;
  return known === undefined ? written : remember(known, key, written);
}

function scalarText(value: unknown): string {
  if (value === null) return ' null';
  if (typeof value === 'boolean') return value ? ' true' : ' false';
  if (typeof value === 'number' && isExactNumber(value)) return ` ${numberText(value)}`;
  throw refused;
}

function lineText(value: string): string {
  const text = inlineText(value);
  if (text === undefined) throw refused;
  return ` ${text}`;
}

function emptyText(value: object): string {
  if (Array.isArray(value)) return ' []';
  if (!isPlainObject(value)) throw refused;
  return ' {}';
}

/**
 * Writes documents into one growing string. Every line starts with its line break, so that a key or a dash is one
 * piece; a value with the blank before it is another.
 */
class Writer {
  out = '';

  document(value: unknown, note: CommentNode | undefined): void {
    if (note?.text !== undefined) this.out += `\n${takeComment(note).slice(1)}`;
    if (typeof value === 'string') this.out += `\n${lineText(value).slice(1)}`;
    else if (typeof value !== 'object' || value === null) this.out += `\n${scalarText(value).slice(1)}`;
    else if (Object.keys(value).length === 0) this.out += `\n${emptyText(value).slice(1)}`;
    else if (Array.isArray(value)) this.sequence(value, 0, false, note);
    else this.map(value as Record<string, unknown>, Object.keys(value), 0, false, note);
    if (note !== undefined) checkAllTaken(note);
  }

  private map(
    value: Readonly<Record<string, unknown>>,
    keys: readonly string[],
    depth: number,
    behindDash: boolean,
    note: CommentNode | undefined,
  ): void {
    if (!isPlainObject(value) || depth >= MAX_DEPTH) throw refused;
    const known = keysByDepth[depth];
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const first = behindDash && index === 0;
      this.out += (first ? keysBehindDash.get(key) : known?.get(key)) ?? newKey(key, depth, first);
      this.value(value[key], depth + 1, false, note?.below.get(key));
    }
  }

  private sequence(items: readonly unknown[], depth: number, behindDash: boolean, note: CommentNode | undefined): void {
    if (depth >= MAX_DEPTH) throw refused;
    const dash = dashes[depth] ?? '';
    for (let index = 0; index < items.length; index += 1) {
      this.out += behindDash && index === 0 ? ' -' : dash;
      this.value(items[index], depth + 1, true, note?.below.get(String(index)));
    }
  }

  /** Writes what follows a colon or a dash; `depth` is that of the lines below it. */
  private value(value: unknown, depth: number, behindDash: boolean, note: CommentNode | undefined): void {
    const remark = note === undefined ? '' : takeComment(note);
    if (typeof value === 'string') {
      const known = scalars.get(value);
      if (known !== undefined) this.out += known + remark;
      else if (!isBlockText(value)) this.out += remember(scalars, value, lineText(value)) + remark;
      else this.out += ` ${blockText(value, margins[depth] ?? '', remark)}`;
    } else if (typeof value !== 'object' || value === null) {
      this.out += scalarText(value) + remark;
    } else {
      this.collection(value, depth, behindDash && remark === '', note, remark);
    }
  }

  private collection(
    value: object,
    depth: number,
    behindDash: boolean,
    note: CommentNode | undefined,
    remark: string,
  ): void {
    const keys = Array.isArray(value) ? undefined : Object.keys(value);
    if ((keys ?? (value as readonly unknown[])).length === 0) {
      this.out += emptyText(value) + remark;
      return;
    }
    this.out += remark;
    if (keys === undefined) this.sequence(value as readonly unknown[], depth, behindDash, note);
    else this.map(value as Record<string, unknown>, keys, depth, behindDash, note);
  }
}

function writeOne(writer: Writer, { value, comments }: YamlDocument): void {
  try {
    writer.document(value, comments === undefined ? undefined : commentTree(comments));
  } catch (error) {
    if (error === refused) explainRefusal(value);
    throw error;
  }
}

/**
 * Writes documents as one YAML stream, separated by `---`. Every parser reads back the same values, whether it
 * follows YAML 1.1 (Kubernetes, Flux) or 1.2.
 *
 * @throws {YamlWriteError} for a value that JSON cannot hold, or a comment that belongs to no value
 */
export function writeDocuments(documents: readonly YamlDocument[]): string {
  if (documents.length === 0) return '';
  const writer = new Writer();
  for (const [index, document] of documents.entries()) {
    if (index > 0) writer.out += '\n---';
    try {
      writeOne(writer, document);
    } catch (error) {
      if (error instanceof YamlWriteError) error.document = index;
      throw error;
    }
  }
  return `${writer.out}\n`.slice(1);
}

/**
 * Writes one document, without the `---` that begins one in a stream.
 *
 * @param value plain data; keys are written in the order given
 * @param comments comments by the JSON pointer of the value they stand behind, such as Flux's image policy markers;
 *   that of the whole document (`''`) stands above it
 * @throws {YamlWriteError} for a value that JSON cannot hold, or a comment that belongs to no value
 */
export function writeYaml(value: unknown, comments?: ReadonlyMap<string, string>): string {
  return writeDocuments([{ value, comments }]);
}
