import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { filesIn, removeFolders, temporaryFolder } from '../support/synth-folder';

afterAll(removeFolders);

/** Runs the command where nothing is built yet and where whatever it makes is seen. */
function e2e(args: string): { code: number | null; out: string; error: string; made: string[] } {
  const place = temporaryFolder();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['e2e/index.mjs', ...words(args)], {
    encoding: 'utf8',
    env: { PATH: place, HOME: place, XDG_CACHE_HOME: place, TMPDIR: place },
  });
  return { code: status, out: stdout, error: stderr, made: filesIn(place) };
}

/** What the arguments mean; Jest cannot load the module itself. */
function meaning(args: string): unknown {
  const clusters = `['cloud', 'laptop']`;
  const script = `import { readArguments } from './e2e/run/arguments.mjs';
    console.log(JSON.stringify(readArguments(process.argv.slice(1), ${clusters})));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script, '--', ...words(args)]);
  return JSON.parse(stdout.toString());
}

function words(args: string): string[] {
  return args.split(' ').filter((word) => word !== '');
}

const NO_VALUE = '--kubeconfig must be followed by CLUSTER=FILE';
const NO_FILE = `write one with "kind export kubeconfig --kubeconfig FILE"`;

test.each([
  ['--watch', 'an option must be --kubeconfig or --help, got --watch; see npm run e2e -- --help'],
  ['admission -i', 'an option must be --kubeconfig or --help, got -i; see npm run e2e -- --help'],
  ['--kubeconfig', `${NO_VALUE}, got nothing; see npm run e2e -- --help`],
  ['--kubeconfig laptop', `${NO_VALUE}, got laptop; see npm run e2e -- --help`],
  ['--kubeconfig =a.yaml', `${NO_VALUE}, got =a.yaml; see npm run e2e -- --help`],
  ['--kubeconfig laptop=', `${NO_VALUE}, got laptop=; see npm run e2e -- --help`],
  [
    '--kubeconfig desk=package.json',
    '--kubeconfig must name a cluster of dist/clusters, got desk; give one of cloud, laptop',
  ],
  ['--kubeconfig laptop=src', `--kubeconfig must name a file, got src, which is none; ${NO_FILE}`],
  ['--kubeconfig laptop=nowhere', `--kubeconfig must name a file, got nowhere, which is none; ${NO_FILE}`],
  [
    '--kubeconfig laptop=package.json --kubeconfig=laptop=tsconfig.json',
    '--kubeconfig must give a cluster once, got laptop twice; leave one out',
  ],
  [
    '--kubeconfig laptop=package.json --kubeconfig cloud=./package.json',
    '--kubeconfig must give each cluster a file of its own, got ./package.json twice; start a second cluster',
  ],
  [
    'record a.yaml --kubeconfig laptop=package.json',
    '--kubeconfig must be given to tests, got it with record, which starts a server of its own; leave it out',
  ],
  ['cluster a b', 'cluster must be followed by one name, got a b; start each in a shell of its own'],
  ['cluster ../a', 'cluster must be followed by one name, got "../a"; write small letters, digits and dashes'],
])('%s is refused before anything is built or started', (args, error) => {
  expect(e2e(args)).toStrictEqual({ code: 2, out: '', error: `e2e: ${error}\n`, made: [] });
});

test.each(['--help', 'admission -h'])('%s explains all of it and starts nothing', (args) => {
  const { out, ...rest } = e2e(args);
  expect(rest).toStrictEqual({ code: 0, error: '', made: [] });
  expect(out).toMatch(/^usage: npm run e2e[^]*--kubeconfig CLUSTER=FILE[^]*cluster \[NAME\][^]*record FILE/);
});

test.each([
  ['', { command: 'test', names: [], kubeconfigs: {} }],
  ['recorder', { command: 'test', names: ['recorder'], kubeconfigs: {} }],
  ['record a.yaml b.yaml', { command: 'record', names: ['a.yaml', 'b.yaml'], kubeconfigs: {} }],
  ['cluster', { command: 'cluster', names: [], kubeconfigs: {} }],
  ['cluster laptop', { command: 'cluster', names: ['laptop'], kubeconfigs: {} }],
  [
    'story --kubeconfig laptop=tsconfig.json admission --kubeconfig=cloud=package.json',
    {
      command: 'test',
      names: ['story', 'admission'],
      kubeconfigs: { laptop: resolve('tsconfig.json'), cloud: resolve('package.json') },
    },
  ],
])('"%s" is a command with what follows it, or else names of test files', (args, wanted) => {
  expect(meaning(args)).toStrictEqual(wanted);
});
