import type { ErrorCode } from 'yaml';
import { locate, type Located } from './located';
import { parseRelease } from './parse-release';
import type { Report } from './release-problem';

/**
 * Parses the text of a release file into values with their places.
 *
 * @returns the values; nothing when the text is not well-formed YAML, since every further message would be a guess.
 */
export function parseLocated(text: string, report: Report): Located | undefined {
  const { document, lines } = parseRelease(text);
  const reported = new Set<number>();
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const { line, col } = lines.linePos(pos[0]);
    // One slip can upset the parser many times on the same line; the first message is the useful one.
    if (reported.has(line)) continue;
    reported.add(line);
    report({ line, column: col }, syntaxText(code, message));
  }
  return reported.size > 0 ? undefined : locate(document, lines, report);
}

function syntaxText(code: ErrorCode, message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'the file must be indented with spaces, got a tab; replace it with spaces';
    case 'MULTIPLE_DOCS':
      return 'the file must hold one YAML document, got another one after "---"; put it in a file of its own';
    case 'TAG_RESOLVE_FAILED':
      return `the file must use plain YAML values, got an unknown tag (${message}); remove it`;
    default:
      return `the file must be well-formed YAML, got "${message}"; mend it here or just before`;
  }
}
