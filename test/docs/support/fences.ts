import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const PROJECT = resolve(__dirname, '../../..');

/** A fenced block of a page. */
export interface Fence {
  /** The page, from the project's root. */
  readonly file: string;
  /** Line of its first fence, from 1: the block's own first line is the next one. */
  readonly line: number;
  /** All that stands behind the fence. */
  readonly language: string;
  readonly text: string;
  /** The heading it stands below, counted: blocks of two sections have nothing to do with each other. */
  readonly section: number;
}

/** Every page whose blocks are checked. */
export function pages(): string[] {
  const docs = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' });
  return [
    'README.md',
    'CONTRIBUTING.md',
    ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ].sort();
}

/** The text of a page. */
export function readPage(file: string): string {
  return readFileSync(join(PROJECT, file), 'utf8');
}

/** Every fenced block of a page, in order. One that does not end goes to the end of the page, as Markdown has it. */
export function fencesOf(file: string, page: string): Fence[] {
  const fences: Fence[] = [];
  const lines = page.split('\n');
  let section = 0;
  for (let index = 0; index < lines.length; index += 1) {
    if (/^#{1,6} /.test(lines[index] ?? '')) section += 1;
    const [, indent = '', mark = '', language = ''] = /^([ >]*)(`{3,}|~{3,})(.*)$/.exec(lines[index] ?? '') ?? [];
    if (mark === '') continue;
    const line = index + 1;
    const block: string[] = [];
    for (index += 1; index < lines.length && lines[index]?.slice(indent.length).trimEnd() !== mark; index += 1) {
      block.push(lines[index]?.slice(indent.length) ?? '');
    }
    fences.push({ file, line, language: language.trim(), text: block.join('\n'), section });
  }
  return fences;
}
