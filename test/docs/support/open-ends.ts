const OPEN = '...';

/** Whether a key, an item or a value of a parsed block stands for whatever else there is. */
export function isOpenEnd(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(OPEN);
}

/**
 * Makes values of the comments `# ...` in a block of YAML, so that they are where the reader sees them: as an item of a
 * list, a key of a map, or a whole value. Line numbers stay.
 */
export function openEnds(block: string): string {
  const lines = block.split('\n');
  return lines.map((line, index) => openEnd(line, index, lines)).join('\n');
}

function openEnd(line: string, index: number, lines: readonly string[]): string {
  if (/[:-] +# \.\.\.$/.test(line)) return line.replace(/# \.\.\.$/, `"${OPEN}"`);
  const [, indent] = /^( *)# \.\.\.$/.exec(line) ?? [];
  if (indent === undefined) return line;
  const kind = kindBefore(indent.length, lines.slice(0, index)) ?? kindAfter(indent.length, lines.slice(index + 1));
  if (kind === 'list') return `${indent}- "${OPEN}"`;
  return kind === 'map' ? `${indent}"${OPEN}${index}": ""` : `${indent}"${OPEN}"`;
}

type Kind = 'list' | 'map';

/** What the lines before are a part of, at this depth. */
function kindBefore(depth: number, lines: readonly string[]): Kind | undefined {
  for (const line of lines.toReversed()) {
    if (/^ *(#.*)?$/.test(line)) continue;
    const own = depthOf(line);
    if (own > depth) continue;
    if (own === depth) return kindOf(line);
    return own + 2 === depth && kindOf(line) === 'list' ? 'map' : undefined;
  }
  return undefined;
}

function kindAfter(depth: number, lines: readonly string[]): Kind | undefined {
  const next = lines.find((line) => !/^ *(#.*)?$/.test(line));
  return next !== undefined && depthOf(next) === depth ? kindOf(next) : undefined;
}

function kindOf(line: string): Kind {
  return line.trimStart().startsWith('- ') ? 'list' : 'map';
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}
