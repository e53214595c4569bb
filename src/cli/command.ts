import type { CommandLine } from './command-line';
import type { Outcome } from './outcome';
import type { Style } from './style';
import type { Word } from './word';

/** One option of a command. */
interface Option {
  /** What stands for its value in help texts: `FOLDER`. @default - none: it is a switch */
  readonly value?: string;
  /** Its letter: `h` for `-h`. @default - none */
  readonly short?: string;
  /** One line for help. */
  readonly about: string;
  /** Words that a shell offers for its value. @default - none */
  readonly words?: (line: CommandLine, typed: string) => readonly Word[];
}

/** Options by name. */
export type Options = Readonly<Record<string, Option>>;

/** Lines of help in two columns: what is written, and what it does. */
export type HelpRows = readonly (readonly [term: string, about: string])[];

/** One command of `cpd`: a file each, listed in `commands.ts`. */
export interface Command {
  /** The word that calls it. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What may follow the name, options of its own included: `[FOLDER] [--env NAME]`. */
  readonly usage: string;
  /** A paragraph for its help. */
  readonly about: string;
  /** What each operand is. @default - there are none */
  readonly operands?: HelpRows;
  /** Its own options; those of every command are added. */
  readonly options: Options;
  /** A further section of its help. @default - none */
  readonly more?: { readonly title: string; readonly rows: HelpRows };
  /** Commands that work, the most useful one first. */
  readonly examples: readonly [string, ...string[]];
  /** What exit codes 0 and 1 mean here. @default findings - it has none */
  readonly exits: { readonly ok: string; readonly findings?: string };
  /** Words that a shell offers for the operand being typed. @default - none */
  readonly words?: (line: CommandLine, typed: string) => readonly Word[];
  /** Runs it. Throws {@link UsageError} when the command line makes no sense. */
  run(line: CommandLine, style: Style): Outcome;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Options = {
  json: { about: 'print one JSON document, for errors too' },
  debug: { about: 'show where in the program an error comes from' },
  help: { short: 'h', about: 'show this help' },
};
