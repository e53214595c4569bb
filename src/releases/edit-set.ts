import { isMap, isScalar, type Scalar, type YAMLMap } from 'yaml';
import type { CheckedValue } from './checked-value';
import * as place from './edit-places';
import { parseRelease } from './parse-release';
import { type Quotes, renderValue } from './render-value';

/** Workspace and app are written as blocks, everything below on one line. */
const BLOCK_LEVELS = 2;

/** Sets the value at a path of keys in a YAML text, and leaves every line alone that need not change. */
export function setIn(text: string, path: readonly string[], value: CheckedValue): string {
  const root = parseRelease(text).document.contents;
  if (isMap(root)) return setInMap(text, root, path, 0, value);
  return place.insertLines(text, text.length, block(path, 0, value, '', 2));
}

function setInMap(text: string, map: YAMLMap, path: readonly string[], level: number, value: CheckedValue): string {
  const pair = place.pairOf(map, path[level] ?? '');
  if (!pair) return addPair(text, map, path, level, value);
  if (level === path.length - 1) return replaceValue(text, pair, value);
  if (isMap(pair.value)) return setInMap(text, pair.value, path, level + 1, value);
  if (place.writtenValue(pair) || map.flow === true || level >= BLOCK_LEVELS) {
    return replaceValue(text, pair, wrap(path.slice(level + 1), value));
  }
  const indent = place.indentOf(pair.key, text);
  const lines = block(path, level + 1, value, indent + ' '.repeat(indentStep(text)), indentStep(text));
  return place.insertLines(text, place.nextLine(text, place.afterColon(pair, text)), lines);
}

function addPair(text: string, map: YAMLMap, path: readonly string[], level: number, value: CheckedValue): string {
  const last = place.pairsOf(map).at(-1);
  const inline = `${path[level] ?? ''}: ${renderValue(wrap(path.slice(level + 1), value))}`;
  if (!last) return place.splice(text, place.startOf(map), place.endOf(map, text), `{ ${inline} }`);
  const end = place.endOfPair(last, text);
  if (map.flow === true) return place.splice(text, end, end, `, ${inline}`);
  const lines = block(path, level, value, place.indentOf(last.key, text), indentStep(text));
  return place.insertLines(text, place.nextLine(text, end), lines);
}

function replaceValue(text: string, pair: place.PlacedPair, value: CheckedValue): string {
  const colon = place.afterColon(pair, text);
  const old = place.writtenValue(pair);
  if (!old) return place.splice(text, colon, colon, ` ${renderValue(value)}`);
  const [start, end] = [place.startOf(old), place.endOf(old, text)];
  const written = text.slice(start, end);
  const lineEnd = /\r?\n$/.exec(written)?.[0] ?? '';
  const onItsLine = text.slice(colon, start).includes('\n');
  const quotes = isScalar(old) ? quotesOf(old) : '';
  const from = onItsLine ? colon : start;
  return place.splice(text, from, end, `${onItsLine ? ' ' : ''}${renderValue(value, quotes)}${lineEnd}`);
}

function quotesOf(scalar: Scalar): Quotes {
  if (scalar.type === 'QUOTE_SINGLE') return "'";
  return scalar.type === 'QUOTE_DOUBLE' ? '"' : '';
}

/** A value inside the maps that the rest of its path names. */
function wrap(path: readonly string[], value: CheckedValue): CheckedValue {
  return path.reduceRight<CheckedValue>((inner, key) => ({ [key]: inner }), value);
}

/** The lines that say a value at a path, from one level on. */
function block(path: readonly string[], level: number, value: CheckedValue, indent: string, step: number): string[] {
  const key = path[level] ?? '';
  if (level >= BLOCK_LEVELS) return [`${indent}${key}: ${renderValue(wrap(path.slice(level + 1), value))}`];
  return [`${indent}${key}:`, ...block(path, level + 1, value, indent + ' '.repeat(step), step)];
}

/** How many blanks this file indents by: as its first indented line does. */
function indentStep(text: string): number {
  return /^( +)[^ #\r\n]/m.exec(text)?.[1]?.length ?? 2;
}
