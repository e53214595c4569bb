import { readFileSync } from 'node:fs';
import { COMMANDS } from '../../src/cli/commands';
import { settableFields } from '../../src/releases/field-value';
import { cpd, cpdJson } from './support/cpd';

const NAMES = COMMANDS.map(({ name }) => name);

function help(...args: string[]): string {
  const { code, out, error } = cpd(args);
  expect({ code, error }).toStrictEqual({ code: 0, error: [] });
  return out.join('\n');
}

describe('help', () => {
  test.each([['--help'], ['-h'], ['help'], ['help', '--help'], ['--json', '--debug', 'help']])(
    'cpd %s lists the commands',
    (...args) => {
      const [text = ''] = cpd(args.filter((arg) => arg !== '--json')).out;
      expect(text).toMatch(/^Usage: cpd COMMAND/);
      expect(NAMES.filter((name) => !text.includes(`\n  ${name} `))).toStrictEqual([]);
    },
  );

  test('cpd alone shows the same and fails, so that a script notices', () => {
    expect(cpd([])).toStrictEqual({ code: 2, out: [], error: [help('--help')] });
  });

  test.each(NAMES)('%s is explained in three ways, also where the rest makes no sense', (name) => {
    const text = help('help', name);
    expect(text).toMatch(new RegExp(`^Usage: cpd ${name} .*\n`));
    expect(help(name, '--help')).toBe(text);
    expect(help(name, 'no', '--such', '-h')).toBe(text);
  });

  test.each(NAMES)('the help of %s has examples and exit codes', (name) => {
    const text = help(name, '--help');
    expect(text).toMatch(new RegExp(`\nExamples:\n {2}cpd ${name}`));
    expect(text).toMatch(/\nExit codes:\n {2}0 {2}\S.*\n( {2}1 {2}\S.*\n)? {2}2 {2}could not run: .*$/);
    expect(text).toMatch(/\n {2}--json .*\n {2}--debug .*\n {2}-h, --help /);
  });

  test('the help of set names every field', () => {
    const text = help('set', '--help');
    const fields = settableFields().map(({ field }) => field);
    expect(fields).toContain('canary.stepWeight');
    expect(fields.filter((field) => !text.includes(`\n  ${field} `))).toStrictEqual([]);
  });

  test('no line of help is wider than a terminal', () => {
    const lines = ['--help', ...NAMES].flatMap((name) => help('help', name).split('\n'));
    expect(lines.filter((line) => line.length > 100)).toStrictEqual([]);
  });
});

test.each(['--version', '-v'])('cpd %s prints the version of the package', (word) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(cpd([word])).toStrictEqual({ code: 0, out: [version], error: [] });
});

describe('could not run: exit code 2', () => {
  const commands = NAMES.join(', ');
  const options = '--env, --team, --all, --json, --debug, --help';
  test.each([
    [['ste'], `the command must be one of ${commands}, got "ste"; did you mean "set"?`],
    [['frobnicate'], `the command must be one of ${commands}, got "frobnicate"; see "cpd --help"`],
    [['halp'], `the command must be one of ${commands}, got "halp"; did you mean "help"?`],
    [['help', 'tere'], `the command must be one of ${commands}, got "tere"; did you mean "tree"?`],
    [['__proto__'], `the command must be one of ${commands}, got "__proto__"; see "cpd --help"`],
    [
      ['--env', 'dev'],
      `the command must be one of ${commands}, got "--env"; write the command first, its options behind it`,
    ],
    [['tree', '--evn', 'dev'], `an option must be one of ${options}, got --evn; did you mean --env?`],
    [['tree', '--evn=dev'], `an option must be one of ${options}, got --evn; did you mean --env?`],
    [['tree', '-env', 'dev'], `an option must be one of ${options}, got -env; did you mean --env?`],
    [['tree', '-x'], `an option must be one of ${options}, got -x; see "cpd tree --help"`],
    [['tree', '--constructor'], `an option must be one of ${options}, got --constructor; see "cpd tree --help"`],
    [['tree', '--env'], '--env must be followed by a name, got nothing; for example "cpd tree --env prod --team shop"'],
    [
      ['tree', '--env='],
      '--env must be followed by a name, got nothing; for example "cpd tree --env prod --team shop"',
    ],
    [
      ['tree', '--env', '--all'],
      '--env must be followed by a name, got "--all"; for example "cpd tree --env prod --team shop"',
    ],
    [['tree', '--all=yes'], '--all must stand alone, got "--all=yes"; leave the value out'],
    [['tree', '--env', 'a', '--env', 'b'], '--env must be given once, got it again; leave one of them out'],
  ])('%j', (args, message) => {
    expect(cpd(args)).toStrictEqual({ code: 2, out: [], error: [`cpd: ${message}`] });
    expect(cpdJson(...args)).toStrictEqual({ code: 2, document: { exitCode: 2, problems: [message] } });
  });
});

describe('--json', () => {
  test('is one document for help, too, and for no command at all', () => {
    expect(cpdJson('help', 'set')).toStrictEqual({
      code: 0,
      document: { exitCode: 0, problems: [], help: help('set', '--help') },
    });
    expect(cpdJson()).toStrictEqual({
      code: 2,
      document: { exitCode: 2, problems: ['a command must be given, got none; see "cpd --help"'] },
    });
    const [version = ''] = cpd(['--version']).out;
    expect(cpdJson('--version').document).toStrictEqual({ exitCode: 0, problems: [], version });
  });

  test('may stand before the command or behind it', () => {
    expect(cpd(['tree', 'src/model', '--json'])).toStrictEqual(cpd(['--json', 'tree', 'src/model']));
  });

  test('is no switch behind "--"', () => {
    expect(cpd(['tree', '--', '--json']).error[0]).toMatch(/^cpd: --json must be a folder/);
  });
});

describe('an error in the program', () => {
  const args = ['tree', 'a\0b'];

  test('is told without a stack trace, and how to get one', () => {
    const { code, out, error } = cpd(args);
    expect({ code, out }).toStrictEqual({ code: 2, out: [] });
    expect(error[0]).toMatch(/^cpd: .*null bytes/);
    expect(error.slice(1)).toStrictEqual(['run it again with --debug to see where that comes from']);
  });

  test('comes with its stack trace when asked for', () => {
    expect(cpd(['--debug', ...args]).error.join('\n')).toMatch(/null bytes[\s\S]*\n {4}at .*tree\.ts/);
    const { stack } = cpdJson('--debug', ...args).document as { stack: string[] };
    expect(stack.filter((line) => line.startsWith('    at ')).length).toBeGreaterThan(1);
  });
});
