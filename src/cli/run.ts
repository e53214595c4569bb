import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { valueText } from '../model/problem';
import { closest } from '../releases/closest';
import type { Command } from './command';
import { COMMANDS } from './commands';
import { COMPLETE, complete, completionLines } from './complete';
import { commandHelp, overview } from './help';
import { type Outcome, outcomeJson } from './outcome';
import { readCommandLine, splitCommand } from './read-command-line';
import { type Style, styleFor } from './style';
import { EXIT, type ExitCode, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/**
 * Runs `cpd`.
 *
 * @param args what follows `cpd` on the command line.
 * @param terminal where to write.
 * @returns the exit code.
 */
export function run(args: readonly string[], terminal: Terminal): ExitCode {
  const { out, error } = terminal.colors ?? { out: false, error: false };
  const outcome = attempt(args, { out: styleFor(out), error: styleFor(error) });
  const { exitCode, text = [], problems = [], complaint = problems } = outcome;
  // A shell that completes a line with --json on it still wants words.
  if (args[0] !== COMPLETE && isGiven(args, '--json')) {
    terminal.out(outcomeJson(outcome));
    return exitCode;
  }
  for (const line of text) terminal.out(line);
  for (const line of complaint) terminal.error(line);
  return exitCode;
}

function attempt(args: readonly string[], styles: { readonly out: Style; readonly error: Style }): Outcome {
  try {
    return dispatch(args, styles.out);
  } catch (error) {
    // A person reads this: the reason, and a stack trace only when asked for.
    const { message, stack } = isNativeError(error) ? error : new Error(String(error));
    const hint = error instanceof UsageError ? [] : ['run it again with --debug to see where that comes from'];
    const complaint = [`${styles.error.alarm('cpd:')} ${message}`, ...hint];
    if (!isGiven(args, '--debug')) return { exitCode: EXIT.unusable, problems: [message], complaint };
    const trace = stack ?? message;
    return { exitCode: EXIT.unusable, problems: [message], complaint: [trace], data: { stack: trace.split('\n') } };
  }
}

/** Whether a switch is on the command line, even on one that cannot be read. */
function isGiven(args: readonly string[], name: string): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes(name);
}

function dispatch(args: readonly string[], style: Style): Outcome {
  const { word, rest } = splitCommand(args);
  switch (word) {
    case undefined: {
      const problems = ['a command must be given, got none; see "cpd --help"'];
      return { exitCode: EXIT.unusable, problems, complaint: [overview(COMMANDS)] };
    }
    case '--version':
    case '-v':
      return { exitCode: EXIT.ok, text: [version()], data: { version: version() } };
    case '--help':
    case '-h':
      return helpOutcome(overview(COMMANDS));
    case 'help': {
      const topic = splitCommand(rest).word;
      return helpOutcome(
        topic === undefined || topic.startsWith('-') ? overview(COMMANDS) : commandHelp(commandOf(topic)),
      );
    }
    case COMPLETE:
      return { exitCode: EXIT.ok, text: completionLines(complete(rest, COMMANDS)) };
    default:
      return runCommand(commandOf(word), rest, style);
  }
}

function runCommand(command: Command, args: readonly string[], style: Style): Outcome {
  if (isGiven(args, '--help') || isGiven(args, '-h')) return helpOutcome(commandHelp(command));
  const { line, problems } = readCommandLine(args, command);
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(problem);
  return command.run(line, style);
}

function helpOutcome(help: string): Outcome {
  return { exitCode: EXIT.ok, text: [help], data: { help } };
}

function commandOf(word: string): Command {
  const command = COMMANDS.find(({ name }) => name === word);
  if (command) return command;
  const names = COMMANDS.map(({ name }) => name);
  throw new UsageError(
    `the command must be one of ${names.join(', ')}, got ${valueText(word)}; ${remedy(word, names)}`,
  );
}

function remedy(word: string, names: readonly string[]): string {
  if (word.startsWith('-')) return 'write the command first, its options behind it';
  const near = closest(word, [...names, 'help']);
  return near === undefined ? 'see "cpd --help"' : `did you mean "${near}"?`;
}

function version(): string {
  const text = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
