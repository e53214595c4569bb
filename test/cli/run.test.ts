import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { run } from '../../src/cli/run';
import { settableFields } from '../../src/releases/field-value';

function cpd(...args: string[]): { code: number; out: string; error: string } {
  const [out, error]: [string[], string[]] = [[], []];
  const code = run(args, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

test.each([['--help'], ['-h'], ['help']])('cpd %s lists the commands', (word) => {
  const { code, out, error } = cpd(word);
  expect({ code, error }).toStrictEqual({ code: 0, error: '' });
  expect(out).toMatch(/^Usage: cpd COMMAND[\s\S]*\n {2}set {2}change tags/);
});

test('cpd alone shows the same and fails, so that a script notices', () => {
  expect(cpd()).toStrictEqual({ code: 2, out: '', error: cpd('--help').out });
});

test.each([
  ['set', '--help'],
  ['set', 'shop/backend', '-h'],
  ['help', 'set'],
])('cpd %s %s explains the command', (...args) => {
  const { code, out, error } = cpd(...args);
  expect({ code, error }).toStrictEqual({ code: 0, error: '' });
  expect(out).toMatch(/^Usage: cpd set[\s\S]*Examples:/);
});

test('the help of set names every field', () => {
  const { out } = cpd('set', '--help');
  const fields = settableFields().map(({ field }) => field);
  expect(fields).toContain('canary.stepWeight');
  expect(fields.filter((field) => !out.includes(`\n  ${field} `))).toStrictEqual([]);
});

test('no line of help is wider than a terminal', () => {
  const lines = [cpd('--help').out, cpd('set', '--help').out].join('\n').split('\n');
  expect(lines.filter((line) => line.length > 100)).toStrictEqual([]);
});

test.each(['--version', '-v'])('cpd %s prints the version of the package', (word) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(cpd(word)).toStrictEqual({ code: 0, out: version, error: '' });
});

test('a mistyped command gets a suggestion', () => {
  expect(cpd('ste')).toStrictEqual({
    code: 2,
    out: '',
    error: 'cpd: the command must be one of set, got "ste"; did you mean "set"?',
  });
});

test('the program hands its arguments, its streams and its exit code on', () => {
  const program = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/run-app.mjs', 'src/cli/cpd.ts', ...args], { encoding: 'utf8' });
  const help = program('set', '--help');
  expect([help.status, help.stderr]).toStrictEqual([0, '']);
  expect(help.stdout).toBe(`${cpd('set', '--help').out}\n`);
  const wrong = program('set', 'shop/backend', 'colour=x', '--env', 'dev');
  expect([wrong.status, wrong.stdout]).toStrictEqual([1, '']);
  expect(wrong.stderr).not.toContain('    at ');
});
