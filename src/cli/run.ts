import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from '../releases/closest';
import { type Command, UsageError } from './command';
import { set } from './set';
import { EXIT, type ExitCode, type Terminal } from './terminal';

const COMMANDS: readonly Command[] = [set];

/**
 * Runs `cpd`.
 *
 * @param args what follows `cpd` on the command line.
 * @param terminal where to write.
 * @returns the exit code.
 */
export function run(args: readonly string[], terminal: Terminal): ExitCode {
  try {
    return dispatch(args, terminal);
  } catch (error) {
    // A person reads this: the reason, never a stack trace.
    const message = error instanceof Error ? error.message : String(error);
    terminal.error(`cpd: ${message}`);
    return EXIT.unusable;
  }
}

function dispatch(args: readonly string[], terminal: Terminal): ExitCode {
  const [word, ...rest] = args;
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
    const command = word === undefined ? undefined : COMMANDS.find(({ name }) => name === rest[0]);
    terminal[word === undefined ? 'error' : 'out'](command?.help ?? overview());
    return word === undefined ? EXIT.unusable : EXIT.ok;
  }
  if (word === '--version' || word === '-v') {
    terminal.out(version());
    return EXIT.ok;
  }
  const command = COMMANDS.find(({ name }) => name === word);
  if (!command) throw new UsageError(unknown(word));
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(command.help);
    return EXIT.ok;
  }
  return command.run(rest, terminal);
}

function unknown(word: string): string {
  const names = COMMANDS.map(({ name }) => name);
  const near = closest(word, names);
  const remedy = near === undefined ? 'see "cpd --help"' : `did you mean "${near}"?`;
  return `the command must be one of ${names.join(', ')}, got ${JSON.stringify(word)}; ${remedy}`;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const list = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: cpd COMMAND',
    '',
    'Commands:',
    ...list,
    '',
    'cpd COMMAND --help explains a command; cpd --version prints the version.',
  ].join('\n');
}

function version(): string {
  const text = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
