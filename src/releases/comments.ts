import { Lexer } from 'yaml';

/** A comment of a YAML text: `# …`, to the end of its line. */
export interface Comment {
  readonly text: string;
  /** Where its `#` is. */
  readonly offset: number;
}

/** What the lexer says besides the text that it has read: a document, a flow collection's end, a scalar. */
const CONTROL = /^[\u0002\u0018\u001F]$/;

/** The comments of a YAML text, in their order. */
export function commentsIn(text: string): Comment[] {
  const found: Comment[] = [];
  let previous = '';
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    // The lexer announces the text of a scalar with U+001F; only outside of one does `#` start a comment.
    if (token.startsWith('#') && previous !== '\u001F') found.push({ text: token, offset });
    if (!CONTROL.test(token)) offset += token.length;
    previous = token;
  }
  return found;
}
