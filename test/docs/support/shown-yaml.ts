import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { openEnds, isOpenEnd } from './open-ends';

/** One thing that a block of YAML shows otherwise than it is. */
export interface Difference {
  /** Line of the block, from 1. */
  readonly line: number;
  readonly text: string;
}

/** One document of a block. */
export interface ShownDocument {
  readonly value: unknown;
  /** Line of the block, from 1, of what is at a path. */
  lineOf(path: Path): number;
}

type Path = readonly (string | number)[];

/** Parses a block, in which a line `# ...` stands for whatever else there is. */
export function parseShown(block: string): { readonly documents: ShownDocument[]; readonly errors: Difference[] } {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(openEnds(block), { lineCounter: lines });
  const documents: Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
  const errors = documents.flatMap((document) =>
    document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, text: message })),
  );
  return { documents: documents.map((document) => shown(document, lines)), errors };
}

function shown(document: Document.Parsed, lines: LineCounter): ShownDocument {
  const lineOf = (path: Path): number => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[]) : undefined;
    return range === undefined ? lineOf(path.slice(0, -1)) : lines.linePos(range[0] ?? 0).line;
  };
  return { value: document.toJS(), lineOf };
}

/** Where a shown document and what is really written differ. */
export function differences(document: ShownDocument, written: unknown): Difference[] {
  return differ(document.value, written, []).map(({ path, text }) => ({
    line: document.lineOf(path),
    text: `/${path.join('/')} ${text}`,
  }));
}

interface Found {
  readonly path: Path;
  readonly text: string;
}

function differ(show: unknown, written: unknown, path: Path): Found[] {
  if (isOpenEnd(show)) return [];
  if (Array.isArray(show) && Array.isArray(written)) return differInList(show, written, path);
  if (isMap(show) && isMap(written)) return differInMap(show, written, path);
  return Object.is(show, written) ? [] : [{ path, text: `shows ${json(show)}, but ${json(written)} is written` }];
}

function differInMap(show: Map, written: Map, path: Path): Found[] {
  const open = Object.keys(show).some(isOpenEnd);
  const left = open ? [] : Object.keys(written).filter((key) => !(key in show));
  const found = Object.entries(show).flatMap(([key, value]) => {
    if (isOpenEnd(key)) return [];
    if (key in written) return differ(value, written[key], [...path, key]);
    return [{ path: [...path, key], text: `shows ${json(value)}, but nothing is written` }];
  });
  if (left.length === 0) return found;
  return [...found, { path, text: `leaves out ${left.join(', ')}: show it, or write the line # ...` }];
}

/** Items in their order; an open end stands for any number of them. */
function differInList(show: readonly unknown[], written: readonly unknown[], path: Path): Found[] {
  const found: Found[] = [];
  let next = 0;
  let open = false;
  for (const [index, item] of show.entries()) {
    if (isOpenEnd(item)) {
      open = true;
      continue;
    }
    const at = [...path, index];
    const place = open
      ? written.findIndex((other, other_) => other_ >= next && differ(item, other, at).length === 0)
      : next;
    if (place < 0) return [{ path: at, text: `shows ${json(item)}, but no such item is written` }];
    if (place >= written.length) return [{ path: at, text: `shows ${json(item)}, but the list ends before` }];
    found.push(...differ(item, written[place], at));
    next = place + 1;
    open = false;
  }
  if (!open && next < written.length) found.push({ path, text: `leaves out ${json(written.slice(next))}` });
  return found;
}

type Map = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function json(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
