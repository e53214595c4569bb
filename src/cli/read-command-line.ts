import { parseArgs } from 'node:util';
import { valueText } from '../model/problem';
import { closest } from '../releases/closest';
import { type Command, COMMON_OPTIONS, type Options } from './command';
import { CommandLine } from './command-line';

/** A command line cut into the word that is the command, if there is one, and everything else. */
interface SplitCommand {
  readonly word: string | undefined;
  readonly rest: readonly string[];
}

/** Finds the command, which is the first word; only `--json` and `--debug` may stand before it. */
export function splitCommand(args: readonly string[]): SplitCommand {
  const first = args.findIndex((arg) => arg !== '--json' && arg !== '--debug');
  if (first === -1) return { word: undefined, rest: args };
  return { word: args[first], rest: [...args.slice(0, first), ...args.slice(first + 1)] };
}

/** A command line as far as it can be read, and what is wrong with it. */
export interface ReadCommandLine {
  readonly line: CommandLine;
  readonly problems: readonly string[];
}

/** Reads what was typed behind a command's name. */
export function readCommandLine(args: readonly string[], command: Command): ReadCommandLine {
  const options: Options = { ...command.options, ...COMMON_OPTIONS };
  const operands: string[] = [];
  const given = new Map<string, string | true>();
  const problems: string[] = [];
  for (const token of tokens(args, options)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) {
      problems.push(unknown(args[token.index] ?? token.rawName, options, command.name));
      continue;
    }
    if (given.has(name)) problems.push(`--${name} must be given once, got it again; leave one of them out`);
    given.set(name, value ?? true);
    // What begins with a dash is the next option, not this one's value; "--name=-value" says otherwise.
    const missing = value === undefined || value === '' || (!token.inlineValue && value.startsWith('-'));
    if (option.value === undefined) {
      if (value !== undefined)
        problems.push(`--${name} must stand alone, got "--${name}=${value}"; leave the value out`);
    } else if (missing) {
      const got = value === undefined || value === '' ? 'nothing' : valueText(value);
      const example = command.examples.find((text) => text.includes(`--${name} `)) ?? command.examples[0];
      const remedy = `for example "${example}"`;
      problems.push(`--${name} must be followed by a ${option.value.toLowerCase()}, got ${got}; ${remedy}`);
    }
  }
  return { line: new CommandLine(operands, given), problems };
}

function tokens(args: readonly string[], options: Options) {
  const config = Object.entries(options).map(([name, { value, short }]) => {
    const type = value === undefined ? ('boolean' as const) : ('string' as const);
    return [name, { type, ...(short !== undefined && { short }) }] as const;
  });
  // Not strict: node's own messages differ between its versions and know no remedy.
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(config),
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;
}

/** @param written the option with its dashes, as typed: `-env` is one slip, not three unknown letters. */
function unknown(written: string, options: Options, command: string): string {
  const [name = ''] = written.split('=');
  const names = Object.keys(options);
  const near = closest(name.replace(/^-+/, ''), names);
  const remedy = near === undefined ? `see "cpd ${command} --help"` : `did you mean --${near}?`;
  return `an option must be one of ${names.map((known) => `--${known}`).join(', ')}, got ${name}; ${remedy}`;
}
