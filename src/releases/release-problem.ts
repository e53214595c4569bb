/** A place in a file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with a release file. */
export interface ReleaseProblem {
  readonly at: Position;
  /** What is wrong: `shop.backend.tag must <rule>, got <value>; <remedy>`. */
  readonly text: string;
}

/** Where problems go while a file is read. */
export type Report = (at: Position, text: string) => void;

/** Problems behind the file and the place that each is about, as editors and terminals can follow them. */
export function located(file: string, problems: readonly ReleaseProblem[]): string[] {
  return problems.map(({ at, text }) => `${file}:${at.line}:${at.column}: ${text}`);
}

/** Problems in the order of their places. */
export function inOrder(problems: readonly ReleaseProblem[]): ReleaseProblem[] {
  return [...problems].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}
