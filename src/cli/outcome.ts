import type { ExitCode } from './terminal';

/** What came of a command, for people and for programs. */
export interface Outcome {
  readonly exitCode: ExitCode;
  /** Lines of the result. @default - none */
  readonly text?: readonly string[];
  /** What is wrong, a message each. @default - nothing */
  readonly problems?: readonly string[];
  /** The lines that tell people so. @default - the problems */
  readonly complaint?: readonly string[];
  /** The fields of the result in JSON. @default - none */
  readonly data?: object;
}

/** The one JSON document that `--json` prints, whatever came of the command. */
export function outcomeJson({ exitCode, problems = [], data }: Outcome): string {
  return JSON.stringify({ exitCode, problems, ...data }, null, 2);
}
