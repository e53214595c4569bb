import type { Problem } from './problem';

/** What other engines know and RE2, which is Go's, does not: its running time would no longer be linear. */
const NOT_IN_RE2: readonly (readonly [found: RegExp, what: string])[] = [
  [/^\(\?<?[=!]/, 'looks ahead or behind'],
  [/^\(\?>/, 'has an atomic group'],
  [/^\\[1-9k]/, 'refers back to a group'],
  [/^(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\+/, 'has a possessive quantifier'],
];

/** A piece of an expression: an escape, a class, the start of a group, or one character. */
const PIECE =
  /\\[pP]\{\^?\w+\}|\\x\{[0-9a-fA-F]+\}|\\[\s\S]|\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[\s\S]|[^\]\\])*\]|\(\?P?<[A-Za-z_]\w*>|\(\?[a-zA-Z-]*[:)]|[*+?]\+|\{[0-9]+(?:,[0-9]*)?\}\+|[\s\S]/g;

/** Pieces that RE2 knows and JavaScript does not, as something of the same shape. */
function asJavaScript(piece: string): string {
  if (/^\\[Az]$/.test(piece)) return piece === '\\A' ? '^' : '$';
  if (/^\\[QEaC]$/.test(piece)) return '';
  if (piece.startsWith('(?P<')) return `(?<${piece.slice(4)}`;
  // Flags for a group, or from here on.
  if (/^\(\?[imsU-]+:$/.test(piece)) return '(?:';
  if (/^\(\?[imsU-]+\)$/.test(piece)) return '';
  if (piece.startsWith('[')) return piece.replaceAll(/\[:\^?[a-z]+:\]/g, 'a').replace(/^(\[\^?)\]/, '$1\\]');
  return piece;
}

/**
 * Checks a regular expression that Flux compiles: with RE2, which has no lookahead and no references back.
 *
 * @param prop the prop that holds it.
 * @param got the expression.
 */
export function checkRe2(prop: string, got: string): Problem[] {
  const pieces = piecesOf(got);
  const whole = (index: number) => pieces.slice(index, index + 4).join('');
  for (const [index] of pieces.entries()) {
    const unknown = NOT_IN_RE2.find(([found]) => found.test(whole(index)));
    if (unknown === undefined) continue;
    const remedy = `it ${unknown[1]}, which RE2 cannot: match what is wanted, and extract a group`;
    return [{ prop, must: 'be a regular expression of RE2', got, remedy }];
  }
  try {
    new RegExp(pieces.map(asJavaScript).join(''));
    return [];
  } catch {
    return [
      {
        prop,
        must: 'be a regular expression of RE2',
        got,
        remedy: 'close every group and class, and quote lone signs',
      },
    ];
  }
}

/** The names and numbers of the groups of an expression, as a replacement may refer to them. */
export function groupsOf(expression: string): ReadonlySet<string> {
  const groups = piecesOf(expression).filter((piece) => piece === '(' || /^\(\?P?</.test(piece));
  const names = groups.flatMap((piece) => /<(\w+)>/.exec(piece)?.[1] ?? []);
  return new Set(['0', ...groups.map((_, index) => String(index + 1)), ...names]);
}

function piecesOf(expression: string): readonly string[] {
  return expression.match(PIECE) ?? [];
}
