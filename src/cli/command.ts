import type { ExitCode, Terminal } from './terminal';

/** One command of `cpd`: a file each. */
export interface Command {
  /** The word that calls it. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `cpd <name> --help` prints. */
  readonly help: string;
  /** Runs it with what follows its name. Throws {@link UsageError} when that makes no sense. */
  run(args: readonly string[], terminal: Terminal): ExitCode;
}

/** The command line makes no sense; the message says what to write instead. */
export class UsageError extends Error {}
