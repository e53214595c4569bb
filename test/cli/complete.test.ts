import { cpd, cpdJson } from './support/cpd';
import { FileTree } from './support/file-tree';

/** The words that complete the last one, on this repository's own files. */
function words(...args: string[]): string[] {
  return lines(...args).map((line) => line.split('\t')[0] ?? '');
}

function lines(...args: string[]): string[] {
  const { code, out, error } = cpd(['__complete', ...args]);
  expect({ code, error }).toStrictEqual({ code: 0, error: [] });
  return out;
}

const COMMANDS = ['init', 'set', 'promote', 'verify', 'tree', 'completion'];

describe('words that are always the same', () => {
  test.each([
    [[''], [...COMMANDS, 'help']],
    [['t'], ['tree']],
    [['--json', 't'], ['tree']],
    [['help', ''], COMMANDS],
    [['help', 'set', ''], []],
    [['--'], ['--json', '--debug', '--help', '--version']],
    [['nonsense', ''], []],
    [
      ['tree', '--'],
      ['--env', '--team', '--all', '--json', '--debug', '--help'],
    ],
    [
      ['tree', '--all', '--json', '--'],
      ['--env', '--team', '--debug', '--help'],
    ],
    [['tree', '--', '--'], []],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['completion', 'bash', ''], []],
    [
      ['set', 'shop/backend', 'canary.stepWeight'],
      ['canary.stepWeight=', 'canary.stepWeights=', 'canary.stepWeightPromotion='],
    ],
    [
      ['set', 'shop/backend', 'canary.stepWeight=5', 'canary.stepWeight'],
      ['canary.stepWeights=', 'canary.stepWeightPromotion='],
    ],
    [
      ['set', 'shop/backend', 'color=g'],
      ['color=green', 'color=grey'],
    ],
    [['set', 'shop/backend', 'tag='], []],
  ])('%j', (args, expected) => {
    expect(words(...args)).toStrictEqual(expected);
  });

  test('what they are stands behind a tab', () => {
    expect(lines('tre')).toStrictEqual(['tree\tshow what runs where, and how new versions take over']);
    expect(lines('set', 'shop/backend', 'ta')).toStrictEqual(['tag=\tImage tag']);
  });
});

describe('words from the files', () => {
  test.each([
    [
      ['set', 'shop/'],
      ['shop/backend', 'shop/frontend'],
    ],
    [
      ['set', '--env', 'staging', ''],
      ['shop/backend', 'shop/frontend'],
    ],
    [
      ['set', '--env', ''],
      ['dev', 'prod', 'staging'],
    ],
    [['set', 'shop/backend', '--env=p'], ['--env=prod']],
    [['set', '--dir', 're'], ['releases/']],
    [
      ['promote', '--from', 'staging', ''],
      ['shop', 'shop/backend', 'shop/frontend'],
    ],
    [
      ['promote', 'shop', 'tag', 'canary.s'],
      ['canary.stepWeight', 'canary.stepWeights', 'canary.stepWeightPromotion'],
    ],
    [['promote', 'shop', '--from', 'dev', '--to', 's'], ['staging']],
    [['verify', '--to', 'p'], ['prod']],
    [
      ['tree', '--env', ''],
      ['dev', 'prod', 'staging'],
    ],
    [
      ['tree', '--team', ''],
      ['checkout', 'media', 'shop'],
    ],
    [['tree', '--env', 'staging', '--team', ''], ['shop']],
    [['tree', '--team=s'], ['--team=shop']],
    [['tree', 'dis'], ['dist/']],
    [['tree', 'dist/a'], ['dist/apps/']],
    [['tree', 'dist', ''], []],
  ])('%j', (args, expected) => {
    expect(words(...args)).toStrictEqual(expected);
  });

  test('nothing where there are no files, or broken ones', () => {
    expect(words('set', '--dir', 'no/such', '')).toStrictEqual([]);
    expect(words('tree', 'no/such', '--env', '')).toStrictEqual([]);
    expect(words('tree', 'no/such/')).toStrictEqual([]);
  });

  test('no word that a shell would take for something else', () => {
    const files = new FileTree({
      '$(reboot).yaml': '',
      'a b.yaml': '',
      'fine.yaml': '',
      '-x/': '',
      'x;y/': '',
      'ok/': '',
    });
    expect(words('set', '--dir', files.folder, '--env', '')).toStrictEqual(['fine']);
    expect(words('tree', `${files.folder}/`)).toStrictEqual([`${files.folder}/-x/`, `${files.folder}/ok/`]);
    files.remove();
  });
});

test('--json on the line that is completed does not make the words a document', () => {
  expect(words('tree', '--json', '--al')).toStrictEqual(['--all']);
});

describe('cpd completion', () => {
  test.each([
    [[], 'the shell must be one of bash, zsh, fish, got nothing; name yours: cpd completion bash'],
    [['zhs'], 'the shell must be one of bash, zsh, fish, got "zhs"; did you mean "zsh"?'],
    [['bash', 'zsh'], 'the shell must be one, got "zsh" too; ask for each by itself'],
  ])('%j', (args, message) => {
    expect(cpd(['completion', ...args])).toStrictEqual({ code: 2, out: [], error: [`cpd: ${message}`] });
  });

  test('gives the script as data, too', () => {
    const [script = ''] = cpd(['completion', 'fish']).out;
    expect(script).toContain('complete -c cpd ');
    expect(cpdJson('completion', 'fish').document).toStrictEqual({ exitCode: 0, problems: [], shell: 'fish', script });
  });
});
