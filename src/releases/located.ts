import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair, type Scalar } from 'yaml';
import { valueText } from '../model/problem';
import type { Position, Report } from './release-problem';

/** One value of a file, with its place. */
export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly at: Position;
  /** What YAML made of it. */
  readonly value: string | number | boolean | null;
  /** How it is written, without quotes. */
  readonly source: string;
}

/** A list of a file, with its place. */
interface LocatedList {
  readonly kind: 'list';
  readonly at: Position;
  readonly items: readonly Located[];
}

/** A key of a map, with its place and its value. */
export interface LocatedEntry {
  readonly key: string;
  readonly at: Position;
  readonly value: Located;
}

/** A map of a file, with its place. No key is in it twice. */
export interface LocatedMap {
  readonly kind: 'map';
  readonly at: Position;
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

/** A piece of a file with the place of each part. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

/** How messages show a value of a file: what is written, and what YAML made of it where that is not the same. */
export function sourceText(node: Located): string {
  if (node.kind === 'map') return 'a map';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return node.source === '' ? 'nothing' : `${node.source} (nothing, to YAML)`;
  if (typeof node.value === 'string') return valueText(node.value);
  const type = typeof node.value;
  return node.source === String(node.value)
    ? `${node.source} (a ${type})`
    : `${node.source} (the ${type} ${String(node.value)}, to YAML)`;
}

/** The place of what a path of keys leads to, or, where the path ends early, of the last thing on it. */
export function nearestPlace(node: Located, keys: readonly string[], start: Position): Position {
  const [key, ...rest] = keys;
  const next = node.kind === 'map' ? node.entries.get(key ?? '')?.value : undefined;
  return next ? nearestPlace(next, rest, next.at) : start;
}

/** The values alone. */
export function plainTree(node: Located): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainTree);
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plainTree(value)]));
}

/**
 * Turns a YAML document into values with their places, and reports what release files do not use: anchors, aliases,
 * merge keys, keys that are not text, keys given twice.
 */
export function locate(document: Document.Parsed, lines: LineCounter, report: Report): Located {
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const start = document.range[0];
  return new Locator(at, report).locate(document.contents, '', at(start));
}

class Locator {
  constructor(
    private readonly at: (offset: number) => Position,
    private readonly report: Report,
  ) {}

  locate(node: Node | null, path: string, parent: Position): Located {
    const at = node?.range ? this.at(node.range[0]) : parent;
    const name = path === '' ? 'the file' : path;
    if (isAlias(node)) {
      this.report(at, `${name} must stand for itself, got the alias *${node.source}; ${OWN_LINE}`);
    } else if (node?.anchor !== undefined) {
      this.report(at, `${name} must stand for itself, got the anchor &${node.anchor}; ${OWN_LINE}`);
    }
    if (isMap(node)) return { kind: 'map', at, entries: this.entries(node.items as Pair<Node, Node | null>[], path, at) };
    if (isSeq(node)) {
      const items = node.items.map((item, index) => this.locate(item as Node, `${path}[${index}]`, at));
      return { kind: 'list', at, items };
    }
    if (!isScalar(node)) return { kind: 'scalar', at, value: null, source: '' };
    return { kind: 'scalar', at, value: plainValue(node), source: node.source ?? '' };
  }

  private entries(pairs: readonly Pair<Node, Node | null>[], path: string, map: Position): Map<string, LocatedEntry> {
    const entries = new Map<string, LocatedEntry>();
    for (const pair of pairs) {
      const at = pair.key.range ? this.at(pair.key.range[0]) : map;
      const key = this.key(pair.key, path, at);
      if (key === undefined) continue;
      const entryPath = path === '' ? key : `${path}.${key}`;
      const first = entries.get(key);
      if (first) {
        this.report(at, `${entryPath} must be given once, got it again after line ${first.at.line}; remove one of them`);
        continue;
      }
      entries.set(key, { key, at, value: this.locate(pair.value, entryPath, at) });
    }
    return entries;
  }

  private key(node: Node, path: string, at: Position): string | undefined {
    const prefix = path === '' ? 'a key of the file' : `a key of ${path}`;
    if (!isScalar(node)) {
      this.report(at, `${prefix} must be a name, got ${isAlias(node) ? `the alias *${node.source}` : 'a collection'}; write a name`);
      return undefined;
    }
    if (node.anchor !== undefined) {
      this.report(at, `${prefix} must stand for itself, got the anchor &${node.anchor}; ${OWN_LINE}`);
    }
    if (node.value === '<<') {
      this.report(at, `${prefix} must be a name, got the merge key <<; ${OWN_LINE}`);
      return undefined;
    }
    if (typeof node.value !== 'string') {
      const got = sourceText({ kind: 'scalar', at, value: plainValue(node), source: node.source ?? '' });
      this.report(at, `${prefix} must be text, got ${got}; quote it: ${JSON.stringify(node.source ?? '')}`);
      return undefined;
    }
    return node.value;
  }
}

/** The core schema makes nothing else of a scalar; anything else would be refused like the text it is. */
function plainValue(node: Scalar): LocatedScalar['value'] {
  const { value } = node;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return value === null ? null : (node.source ?? '');
}

/** Why: an edit of one app, by hand or by a tool, must not change another one. */
const OWN_LINE = 'write the value out, so that an edit here changes this app only';
