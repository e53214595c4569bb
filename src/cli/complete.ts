import { type Command, COMMON_OPTIONS, type Options } from './command';
import type { CommandLine } from './command-line';
import { readCommandLine, splitCommand } from './read-command-line';
import type { Word } from './word';

/** The hidden command that the scripts of `cpd completion` ask. */
export const COMPLETE = '__complete';

/** A word that every shell takes as it is. What else a file or folder may be called is not offered. */
const SAFE = /^[A-Za-z0-9_./-][\w./=:@%+-]*$/;

/**
 * What may complete the last of some words.
 *
 * @param args the words behind `cpd`, the last of them as far as it is typed.
 * @param commands all commands.
 */
export function complete(args: readonly string[], commands: readonly Command[]): Word[] {
  const typed = args.at(-1) ?? '';
  const { word: name, rest: before } = splitCommand(args.slice(0, -1));
  const command = commands.find((candidate) => candidate.name === name);
  const offered = command === undefined ? topWords(name, before, typed, commands) : wordsOf(command, before, typed);
  return offered.filter(({ word }) => word.startsWith(typed) && SAFE.test(word));
}

/** The words as scripts read them: a line each, what to show beside it behind a tab. */
export function completionLines(found: readonly Word[]): string[] {
  return found.map(({ word, about }) => (about === undefined ? word : `${word}\t${about}`));
}

function topWords(
  name: string | undefined,
  before: readonly string[],
  typed: string,
  commands: readonly Command[],
): Word[] {
  const names = commands.map(({ name: word, summary: about }) => ({ word, about }));
  if (name === 'help') return before.length === 0 ? names : [];
  if (name !== undefined) return [];
  if (typed.startsWith('-')) return [...optionWords(COMMON_OPTIONS), { word: '--version', about: 'print the version' }];
  return [...names, { word: 'help', about: 'explain a command' }];
}

function wordsOf(command: Command, before: readonly string[], typed: string): readonly Word[] {
  const options: Options = { ...command.options, ...COMMON_OPTIONS };
  const open = before.includes('--') ? undefined : optionNamed(options, before.at(-1));
  if (open?.value !== undefined) return open.words?.(lineOf(command, before.slice(0, -1)), typed) ?? [];
  const line = lineOf(command, before);
  if (before.includes('--') || !typed.startsWith('-')) return command.words?.(line, typed) ?? [];
  const equals = typed.indexOf('=');
  if (equals === -1) {
    return optionWords(Object.fromEntries(Object.entries(options).filter(([name]) => !line.has(name))));
  }
  const prefix = typed.slice(0, equals + 1);
  const values = optionNamed(options, typed.slice(0, equals))?.words?.(line, typed.slice(equals + 1)) ?? [];
  return values.map(({ word, about }) => ({ word: `${prefix}${word}`, about }));
}

function lineOf(command: Command, args: readonly string[]): CommandLine {
  return readCommandLine(args, command).line;
}

function optionNamed(options: Options, written: string | undefined) {
  const name = written?.startsWith('--') === true ? written.slice(2) : '';
  return Object.hasOwn(options, name) ? options[name] : undefined;
}

function optionWords(options: Options): Word[] {
  return Object.entries(options).map(([name, { about }]) => ({ word: `--${name}`, about }));
}
