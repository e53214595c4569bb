import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPLETION_SCRIPTS, SHELLS } from '../../src/cli/completion-scripts';
import { Program } from './support/program';

let program: Program;

beforeAll(() => {
  program = new Program();
});

afterAll(() => {
  program.remove();
});

/** Runs a script in a shell that has `cpd` on its path, in this repository. */
function runIn(shell: string, script: string, ...args: string[]): string[] {
  const env = { ...process.env, PATH: `${program.bin}:${process.env['PATH'] ?? ''}` };
  const { stdout, stderr, error } = spawnSync(shell, ['-c', script, shell, ...args], { encoding: 'utf8', env });
  if (error) throw error;
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

/** Whether a shell is there; where it is not, its tests say so and pass. */
function isThere(shell: string): boolean {
  const there = spawnSync(shell, ['--version']).error === undefined;
  if (!there) process.stderr.write(`skipped: ${shell} is missing; to check its completion too, install it\n`);
  return there;
}

/** Calls the function that bash calls, with what bash gives it, and prints what it answers. */
const CALL = String.raw`set -u
eval "$(cpd completion bash)"
read -r _ _ function _ <<<"$(complete -p cpd)"
COMP_LINE=$1 COMP_POINT=${'$'}{#1}
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
"$function" cpd "$1" ''
printf '%s\n' "${'$'}{COMPREPLY[@]}"`;

function bash(line: string, ...typed: string[]): string[] {
  return runIn('bash', CALL, line, ...typed);
}

test.each(SHELLS.filter((shell) => shell === 'bash' || isThere(shell)))('%s takes its script', (shell) => {
  const file = join(program.bin, `script.${shell}`);
  writeFileSync(file, COMPLETION_SCRIPTS[shell]);
  const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
  expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' });
});

describe('bash', () => {
  test.each([
    ['cpd tr', ['cpd', 'tr'], ['tree']],
    ['cpd ', ['cpd', ''], ['init', 'set', 'promote', 'verify', 'tree', 'completion', 'help']],
    ['cpd set shop/', ['cpd', 'set', 'shop/'], ['shop/backend', 'shop/frontend']],
    ['cpd tree --env ', ['cpd', 'tree', '--env', ''], ['dev', 'prod', 'staging']],
  ])('%j', (line, typed, words) => {
    expect(bash(line, ...typed)).toStrictEqual(words);
  });

  test('puts words together that it has cut at "=", and answers with what follows it', () => {
    expect(bash('cpd tree --env=p', 'cpd', 'tree', '--env', '=', 'p')).toStrictEqual(['prod']);
    expect(bash('cpd tree --env=', 'cpd', 'tree', '--env', '=')).toStrictEqual(['dev', 'prod', 'staging']);
    expect(bash('cpd set shop/backend color=g', 'cpd', 'set', 'shop/backend', 'color', '=', 'g')).toStrictEqual([
      'green',
      'grey',
    ]);
  });

  test('does not take what follows an empty value for its end', () => {
    const line = 'cpd set shop/backend tag= canary.m';
    expect(bash(line, 'cpd', 'set', 'shop/backend', 'tag', '=', 'canary.m')).toStrictEqual(['canary.maxWeight=']);
    const next = bash('cpd set shop/backend tag= ', 'cpd', 'set', 'shop/backend', 'tag', '=', '');
    expect(next[0]).toBe('color=');
  });

  test('does without the line', () => {
    expect(bash('', 'cpd', 'tree', '--env', '=', 'p')).toStrictEqual(['prod']);
    expect(bash('', 'cpd', 'tr')).toStrictEqual(['tree']);
  });

  test('offers nothing where nothing fits', () => {
    expect(bash('cpd nonsense x', 'cpd', 'nonsense', 'x')).toStrictEqual(['']);
  });
});

test('fish shows words and what they are', () => {
  if (!isThere('fish')) return;
  const complete = (line: string) => runIn('fish', `cpd completion fish | source; complete -C '${line}'`);
  expect(complete('cpd set shop/backend ta')).toStrictEqual(['tag=\tImage tag']);
  expect(complete('cpd tree --env=p')).toStrictEqual(['--env=prod']);
});
