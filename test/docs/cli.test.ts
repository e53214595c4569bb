import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands';
import { commandHelp, overview } from '../../src/cli/help';
import { cpdJson } from '../cli/support/cpd';
import { git } from '../cli/support/git-repository';
import { FileTree } from '../cli/support/file-tree';
import { Program } from '../cli/support/program';
import { canary, deployment, SMALL_FLEET } from '../cli/support/small-fleet';

const page = readFileSync('docs/cli.md', 'utf8');

/** Every field that a document has, however deep. */
function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [key, ...keysOf(below)]);
}

test('the page has the help of every command, word by word', () => {
  const helps = [overview(COMMANDS), ...COMMANDS.map(commandHelp)];
  expect(helps.filter((help) => !page.includes(`\n\`\`\`text\n${help}\n\`\`\`\n`))).toStrictEqual([]);
});

test('the page shows what the commands print; `npm run cli-page` writes it anew', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['scripts/cli-page.mjs'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout.split('\n')).toStrictEqual(page.split('\n'));
});

test('the page explains every field of every document', () => {
  const everything = `${deployment('a', 'shop', 'a:1')}---\n${canary('a', 'shop', 'suspend: true, skipAnalysis: true, analysis: { stepWeights: [1], mirror: true }')}`;
  const chart = 'kind: HelmRelease\nmetadata: { name: a }\nspec: { chart: { spec: { chart: a, version: "1" } } }\n';
  const files = new FileTree({
    ...SMALL_FLEET,
    'apps/dev/shop/more.yaml': everything,
    'apps/dev/shop/chart.yaml': chart,
  });
  const documents = [
    ['init', 'checkout', '--dir', `${files.folder}/new`],
    ['tree', files.folder, '--all'],
    ['tree', `${files.folder}/apps`],
    ['tree', 'none', '--debug'],
    ['completion', 'bash'],
    ['help'],
    ['--version'],
  ].map((args) => cpdJson(...args).document);
  files.remove();
  const keys = [...new Set(keysOf(documents))];
  expect(keys).toStrictEqual(expect.arrayContaining(['stepWeights', 'digest', 'chart', 'folders', 'stack']));
  expect(keys.filter((key) => !page.includes(`\`${key}\``) && !page.includes(`\`${key}[]\``))).toStrictEqual([]);
});

test('every example of every help works', () => {
  const above = mkdtempSync(join(tmpdir(), 'cli-examples-'));
  const cwd = join(above, 'fleet');
  for (const name of ['releases', 'dist']) cpSync(name, join(cwd, name), { recursive: true });
  git(cwd, 'init', '--quiet', '--initial-branch', 'main');
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--message', 'fleet');
  for (const branch of ['dev', 'main']) git(cwd, 'update-ref', `refs/remotes/origin/${branch}`, 'HEAD');
  const program = new Program();
  const env = { ...process.env, PATH: `${program.bin}:${process.env['PATH'] ?? ''}` };
  const failed = COMMANDS.flatMap(({ examples }) => examples).filter((example) => {
    // What comes behind a pipe is another program's.
    const [line = ''] = example.split(' | ');
    git(cwd, 'checkout', '--quiet', '.');
    return spawnSync('sh', ['-c', line], { cwd, env }).status !== 0;
  });
  program.remove();
  rmSync(above, { recursive: true });
  expect(failed).toStrictEqual([]);
});

test("the README's tree is a part of what the tool prints", () => {
  const { stdout } = spawnSync(process.execPath, ['scripts/run-app.mjs', 'src/cli/cpd.ts', 'tree'], {
    encoding: 'utf8',
  });
  const readme = readFileSync('README.md', 'utf8');
  const [, shown = ''] = /```text\n(laptop {2}cluster[\s\S]*?)```/.exec(readme) ?? [];
  const rows = shown.trimEnd().split('\n');
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.filter((row) => !stdout.includes(`${row}\n`))).toStrictEqual([]);
});
