import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReleaseData } from '../../src/releases/release-data';
import { filesIn, removeFolders, temporaryFolder, treeOf } from '../support/synth-folder';
import { cpd, cpdJson } from './support/cpd';

afterAll(removeFolders);

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const own = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson & { readonly version: string };

function init(team: string, ...options: string[]): { readonly folder: string; readonly files: Record<string, string> } {
  const folder = join(temporaryFolder(), 'repository');
  expect(cpd(['init', team, '--dir', folder, ...options])).toMatchObject({ code: 0, error: [] });
  return { folder, files: treeOf(folder) };
}

function packageOf(files: Readonly<Record<string, string>>): PackageJson {
  return JSON.parse(files['package.json'] ?? '') as PackageJson;
}

test('writes a project of the team: no name of the template is left in it', () => {
  const { files } = init('checkout');
  expect(Object.keys(files)).toStrictEqual(
    expect.arrayContaining(['.gitattributes', '.github/workflows/ci.yaml', '.gitignore', '.npmrc', 'src/main.ts']),
  );
  expect(Object.entries(files).filter(([path, text]) => `${path}\n${text}`.includes('my-team'))).toStrictEqual([]);
  expect(files['releases/dev.yaml']).toContain('\ncheckout:\n  hello:\n');
  expect(files['src/team.ts']).toContain("new TeamApps(environment, 'checkout', { namespaces: ['checkout'] })");
});

test.each(['123', 'true', '1e3', 'checkout'])('the release data of a team called %s is that team’s', (team) => {
  const releases = ReleaseData.load(join(init(team).folder, 'releases/prod.yaml'));
  expect(releases.app(team, 'hello').take('tag')).toBe('6.9.4');
  expect(releases.problems).toStrictEqual([]);
});

test('every package comes in the version that the toolkit is tested with', () => {
  const { dependencies, devDependencies } = packageOf(init('checkout').files);
  expect(dependencies).toStrictEqual({
    cdk8s: own.devDependencies['cdk8s'],
    'cdk8s-progressive-delivery': own.version,
    constructs: own.devDependencies['constructs'],
  });
  expect(
    Object.entries(devDependencies).filter(([name, version]) => own.devDependencies[name] !== version),
  ).toStrictEqual([]);
});

test('--package says where npm gets the toolkit from', () => {
  const { dependencies } = packageOf(init('checkout', '--package', 'file:../toolkit.tgz').files);
  expect(dependencies['cdk8s-progressive-delivery']).toBe('file:../toolkit.tgz');
});

test('the folder is the team’s name, unless another is named', () => {
  const before = process.cwd();
  process.chdir(temporaryFolder());
  try {
    expect(cpd(['init', 'checkout']).out).toStrictEqual([
      'checkout: 19 files, README.md tells of them. Next:',
      '  cd checkout',
      '  npm install',
      '  npm run synth',
      '  npm test',
    ]);
    expect(filesIn('checkout')).toHaveLength(19);
  } finally {
    process.chdir(before);
  }
});

test('a repository that was just made takes it', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '.git'));
  expect(cpd(['init', 'checkout', '--dir', folder])).toMatchObject({ code: 0, error: [] });
});

test('--json lists what was written and what comes next', () => {
  const folder = join(temporaryFolder(), 'repository');
  const { code, document } = cpdJson('init', 'checkout', '--dir', folder);
  expect({ code, document }).toStrictEqual({
    code: 0,
    document: {
      exitCode: 0,
      problems: [],
      folder,
      files: filesIn(folder).sort(),
      next: [`cd ${folder}`, 'npm install', 'npm run synth', 'npm test'],
    },
  });
});

test('a folder with somebody’s work in it is left alone', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  expect(cpd(['init', 'checkout', '--dir', folder])).toStrictEqual({
    code: 2,
    out: [],
    error: [`cpd: ${folder} must be a new or empty folder, got notes.txt in it; name another one: --dir FOLDER`],
  });
  expect(treeOf(folder)).toStrictEqual({ 'notes.txt': 'mine' });
  expect(cpd(['init', 'checkout', '--dir', join(folder, 'notes.txt')])).toMatchObject({
    code: 2,
    error: [expect.stringContaining('must be a new or empty folder, got a file')],
  });
});

test('a folder that cannot be made is named, and one with blanks can be typed', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(cpd(['init', 'checkout', '--dir', join(folder, 'file/below')])).toMatchObject({
    code: 2,
    error: [
      expect.stringMatching(
        /file\/below must be a new or empty folder, got ENOTDIR.*; name another one: --dir FOLDER$/,
      ),
    ],
  });
  const blank = join(folder, "it's new");
  expect(cpd(['init', 'checkout', '--dir', blank]).out[1]).toBe(`  cd '${folder}/it'\\''s new'`);
});

test.each([
  [[], /^the team must be named, got nothing; for example: cpd init checkout$/],
  [['checkout', 'shop'], /^the team must be one, got "shop" too; leave one of them out$/],
  [['Checkout_1'], /^the team must be a DNS-1123 label .*, got "Checkout_1"; for example "checkout-1"$/],
  [['kube-system'], /^the team must not be a namespace of Kubernetes or of the platform, got "kube-system"; /],
  [['x'.repeat(41)], /^the team must be at most 40 characters/],
])('cpd init %j is refused, and nothing is written', (args, message) => {
  const before = process.cwd();
  const folder = temporaryFolder();
  process.chdir(folder);
  try {
    const { code, document } = cpdJson('init', ...args);
    expect({ code, document }).toMatchObject({
      code: 2,
      document: { problems: [expect.stringMatching(message)] },
    });
    expect(filesIn(folder)).toStrictEqual([]);
  } finally {
    process.chdir(before);
  }
});
