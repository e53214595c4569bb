import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpd, cpdJson, type CpdRun } from './support/cpd';

const folder = mkdtempSync(join(tmpdir(), 'cpd-set-'));
const file = join(folder, 'dev.yaml');
const FILE = `# yaml-language-server: $schema=../schemas/releases.schema.json
shop:
  backend:
    tag: 6.9.4 # {"$imagepolicy": "shop:backend:tag"}
    color: blue
    canary: { interval: 10s, threshold: 3, stepWeight: 5, maxWeight: 50 }
`;
const EXAMPLE = 'for example "cpd set shop/backend tag=6.9.5 --env dev"';

beforeEach(() => {
  writeFileSync(file, FILE);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs `cpd set` on the folder, whose name is left out of what it wrote. */
function set(...args: string[]): CpdRun {
  const { code, out, error } = cpd(['set', '--dir', folder, ...args]);
  return { code, out: out.map(short), error: error.map(short) };
}

/** The same with `--json`. */
function setJson(...args: string[]): unknown {
  return JSON.parse(short(JSON.stringify(cpdJson('set', '--dir', folder, ...args).document))) as unknown;
}

function short(text: string): string {
  return text.replaceAll(`${folder.replaceAll('\\', '/')}/`, '');
}

function written(): string {
  return readFileSync(file, 'utf8');
}

describe('done', () => {
  test('the issue: a tag and a number change, and every other byte stays', () => {
    expect(set('shop/backend', 'tag=6.9.5', 'canary.stepWeight=10', '--env', 'dev')).toStrictEqual({
      code: 0,
      out: ['dev.yaml: shop.backend.tag is now 6.9.5', 'dev.yaml: shop.backend.canary.stepWeight is now 10'],
      error: [],
    });
    expect(written()).toBe(FILE.replace('6.9.4', '6.9.5').replace('stepWeight: 5', 'stepWeight: 10'));
    expect(readdirSync(folder)).toStrictEqual(['dev.yaml']);
  });

  test('a tag that YAML would read as a number is quoted', () => {
    expect(set('shop/backend', 'tag=6.10', '--env', 'dev').code).toBe(0);
    expect(written()).toBe(FILE.replace('6.9.4', '"6.10"'));
  });

  test('an empty value removes the field, and says which comment went with it', () => {
    expect(set('shop/backend', 'tag=', 'replicas=', '--env', 'dev').out).toStrictEqual([
      'dev.yaml: shop.backend.tag removed',
      'dev.yaml: a comment went with its line: # {"$imagepolicy": "shop:backend:tag"}',
      'dev.yaml: shop.backend.replicas was not there',
    ]);
  });

  test('edits of one command are judged together', () => {
    const steps = set(
      'shop/backend',
      'canary.stepWeights=1, 5',
      'canary.stepWeight=',
      'canary.maxWeight=',
      '--env',
      'dev',
    );
    expect(steps.code).toBe(0);
    expect(set('shop/backend', 'replicas.min=2', 'replicas.max=6', '--env=dev').code).toBe(0);
    expect(written()).toBe(
      FILE.replace('stepWeight: 5, maxWeight: 50', 'stepWeights: [1, 5]') + '    replicas: { min: 2, max: 6 }\n',
    );
  });

  test('an app that is new in the file is announced, since it may be a slip', () => {
    expect(set('shop/frontend', 'color=green', '--env', 'dev')).toStrictEqual({
      code: 0,
      out: [
        'dev.yaml: shop.frontend is new in this file; synth refuses it if the code has no such app',
        'dev.yaml: shop.frontend.color is now green',
      ],
      error: [],
    });
    expect(written()).toBe(`${FILE}  frontend:\n    color: green\n`);
  });

  test('what is so already is not written again', () => {
    expect(set('shop/backend', 'color=blue', '--env', 'dev').out).toStrictEqual([
      'dev.yaml: shop.backend.color was already blue',
    ]);
    expect(written()).toBe(FILE);
  });

  test('a wrong value in the file can be mended', () => {
    writeFileSync(file, 'shop:\n  backend:\n    tag: 6.9 # to mend\n');
    expect(set('shop/backend', 'tag=6.9', '--env', 'dev').code).toBe(0);
    expect(written()).toBe('shop:\n  backend:\n    tag: "6.9" # to mend\n');
  });
});

describe('findings: exit code 1, nothing written', () => {
  test.each([
    [
      'colour=green',
      'shop.backend.colour must be one of tag, color, replicas, canary, got "colour"; did you mean "color"?',
    ],
    [
      'stepWeight=5',
      'shop.backend.stepWeight must be one of tag, color, replicas, canary, got "stepWeight"; it belongs under "canary"',
    ],
    ['tag.name=x', 'shop.backend.tag.name must be a field, got "name" below one that has none; leave it out'],
    ['color=gren', 'shop.backend.color must be a colour name or "#rrggbb", got "gren"; did you mean "green"?'],
    [
      'canary.stepWeight=101',
      'shop.backend.canary.stepWeight must be a whole number from 1 to 100, got 101; 100 is the most',
    ],
    [
      'canary.stepWeight=ten',
      'shop.backend.canary.stepWeight must be a whole number from 1 to 100, got "ten"; write it like 1',
    ],
    [
      'canary.stepWeight=10%',
      'shop.backend.canary.stepWeight must be a whole number from 1 to 100, got "10%"; write the number alone: 10',
    ],
    ['canary.threshold=2.5', 'shop.backend.canary.threshold must be a whole number, at least 1, got 2.5; round it'],
    [
      'canary.interval=5s',
      'shop.backend.canary.interval must be whole seconds, at least "10s", or whole minutes, at most "9999m", got "5s"; write it like "30s" or "1m"',
    ],
    [
      'canary.stepWeights=5,5',
      'shop.backend.canary.stepWeights[1] must be greater than the one before, got 5 after 5; sort them, each once',
    ],
    ['canary=5', 'shop.backend.canary must be set field by field, got "5"; write it like canary.interval=…'],
    [
      'replicas=two',
      'shop.backend.replicas must be a whole number or a map of min, max, got "two"; write it like 2 or { min: 2, max: 4 }',
    ],
    [
      'constructor=x',
      'shop.backend.constructor must be one of tag, color, replicas, canary, got "constructor"; remove it',
    ],
  ])('%s', (assignment, problem) => {
    expect(set('shop/backend', 'tag=6.9.5', assignment, '--env', 'dev')).toStrictEqual({
      code: 1,
      out: [],
      error: [problem, 'dev.yaml was not changed'],
    });
    expect(written()).toBe(FILE);
  });

  test('an edit that breaks the file as a whole', () => {
    expect(set('shop/backend', 'canary.iterations=5', '--env', 'dev')).toStrictEqual({
      code: 1,
      out: [],
      error: [
        'dev.yaml would be wrong after this edit:',
        'dev.yaml:6:74: shop.backend.canary.iterations must stand alone, got it together with stepWeight; remove one, since a rollout goes by one of them',
        'dev.yaml was not changed',
      ],
    });
    expect(written()).toBe(FILE);
  });

  test('a file that is not well formed', () => {
    writeFileSync(file, 'shop:\n\tbackend: {}\n');
    expect(set('shop/backend', 'tag=1', '--env', 'dev')).toStrictEqual({
      code: 1,
      out: [],
      error: [
        'dev.yaml:2:1: the file must be indented with spaces, got a tab; replace it with spaces',
        'dev.yaml was not changed',
      ],
    });
  });
});

describe('could not run: exit code 2', () => {
  test.each([
    [[], `cpd: the app must be given, got nothing; name it as workspace/app, ${EXAMPLE}`],
    [['shop'], `cpd: the app must be workspace/app, got "shop"; ${EXAMPLE}`],
    [['a/b/c'], `cpd: the app must be workspace/app, got "a/b/c"; ${EXAMPLE}`],
    [['shop/backend'], `cpd: a field must be given, got none; write field=value, ${EXAMPLE}`],
    [['shop/backend', 'tag'], `cpd: --env must be given, got nothing; name the environment, ${EXAMPLE}`],
    [['shop/backend', 'tag=1', '--env'], `cpd: --env must be followed by a name, got nothing; ${EXAMPLE}`],
    [
      ['shop/backend', 'tag=1', '--env', 'dev', '-x'],
      'cpd: an option must be one of --env, --dir, --hold, --follow, --json, --debug, --help, got -x; see "cpd set --help"',
    ],
    [['shop/backend', 'tag', '--env', 'dev'], `cpd: a field must be given as field=value, got "tag"; ${EXAMPLE}`],
    [
      ['shop/backend', 'tag=1', '--env', '../dev'],
      'cpd: --env must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit), got "../dev"; for example "dev"',
    ],
    [
      ['Shop/backend', 'tag=1', '--env', 'dev'],
      'cpd: the workspace must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit), got "Shop"; for example "shop"',
    ],
    [
      ['shop/backend', 'tag=1', '--evn', 'dev'],
      'cpd: an option must be one of --env, --dir, --hold, --follow, --json, --debug, --help, got --evn; did you mean --env?',
    ],
  ])('%j', (args, message) => {
    expect(set(...args)).toStrictEqual({ code: 2, out: [], error: [message] });
    expect(written()).toBe(FILE);
  });

  test('an environment without a file, beside those that have one', () => {
    expect(set('shop/backend', 'tag=1', '--env', 'dve')).toStrictEqual({
      code: 2,
      out: [],
      error: [
        'dve.yaml must be a file, got none of that name; create it (it may be empty) or correct the path (there are: dev.yaml)',
      ],
    });
    expect(readdirSync(folder)).toStrictEqual(['dev.yaml']);
  });

  test('a folder that is not there', () => {
    const result = cpd(['set', 'shop/backend', 'tag=1', '--env', 'dev', '--dir', 'no-such-folder']);
    expect(result.code).toBe(2);
    expect(result.error).toStrictEqual([
      'no-such-folder/dev.yaml must be a file, got none of that name; create it (it may be empty) or correct the path',
    ]);
  });

  test('a file that is a folder', () => {
    mkdirSync(join(folder, 'prod.yaml'));
    const { error } = set('shop/backend', 'tag=1', '--env', 'prod');
    rmSync(join(folder, 'prod.yaml'), { recursive: true });
    expect(error[0]).toMatch(/^prod\.yaml must be a file, got a folder; name the file in it/);
  });
});

describe('--json', () => {
  test('says of each field what it is now', () => {
    expect(setJson('shop/backend', 'tag=', 'canary.stepWeight=10', 'color=blue', '--env', 'dev')).toStrictEqual({
      exitCode: 0,
      problems: [],
      file: 'dev.yaml',
      changed: true,
      app: 'shop/backend',
      newApp: false,
      fields: [
        { field: 'tag', changed: true, lostComments: ['# {"$imagepolicy": "shop:backend:tag"}'] },
        { field: 'canary.stepWeight', value: 10, changed: true, lostComments: [] },
        { field: 'color', value: 'blue', changed: false, lostComments: [] },
      ],
    });
  });

  test('an app that is new in the file, and values that are lists', () => {
    expect(setJson('shop/new', 'canary.stepWeights=1,5', '--env', 'dev')).toMatchObject({
      newApp: true,
      fields: [{ field: 'canary.stepWeights', value: [1, 5] }],
    });
  });

  test.each([
    [
      ['shop/backend', 'tag=1', 'canary.stepWeight=101', '--env', 'dev'],
      1,
      ['shop.backend.canary.stepWeight must be a whole number from 1 to 100, got 101; 100 is the most'],
    ],
    [
      ['shop/backend', 'tag=1', '--env', 'dve'],
      2,
      [
        'dve.yaml must be a file, got none of that name; create it (it may be empty) or correct the path (there are: dev.yaml)',
      ],
    ],
  ])('%j: what is wrong, and that nothing was written', (args, exitCode, problems) => {
    const file = `${args.at(-1) ?? ''}.yaml`;
    expect(setJson(...args)).toStrictEqual({ exitCode, problems, file, changed: false });
    expect(written()).toBe(FILE);
  });
});
