import { type Document, LineCounter, parseDocument } from 'yaml';

/** YAML 1.2 whatever a directive says, so that `yes` is text; what release files do not use stays visible. */
const OPTIONS = {
  schema: 'core',
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
} as const;

/** Parses the text of a release file; syntax errors and unknown tags are in the document's errors and warnings. */
export function parseRelease(text: string): { readonly document: Document.Parsed; readonly lines: LineCounter } {
  const lines = new LineCounter();
  return { document: parseDocument(text, { ...OPTIONS, lineCounter: lines }), lines };
}
