import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { lstatSync, mkdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { GitOpsApp } from '../../src/synth/gitops-app';
import { Progress } from '../../src/synth/progress';
import { configMap, findingsOf, folderChart } from '../support/synth-app';
import { filesIn, removeFolders, temporaryFolder } from '../support/synth-folder';

const home = process.cwd();
afterEach(() => {
  process.chdir(home);
  delete process.env.CDK8S_OUTDIR;
});
afterAll(removeFolders);

/** Runs an app in a folder of its own, as `cdk8s synth` would. */
function runIn(folder: string, environment: string | undefined, outdir?: string): GitOpsApp {
  process.chdir(folder);
  if (environment !== undefined) process.env.CDK8S_OUTDIR = environment;
  const app = new GitOpsApp({ outdir });
  configMap(folderChart(app, 'shop', { path: 'apps' }), 'a');
  return app;
}

const FILES = ['apps/a.yaml', 'apps/kustomization.yaml'];

test.each([
  ['without a command line, dist', undefined, undefined, 'dist'],
  ['without a command line, the app may say', undefined, 'deploy', 'deploy'],
  ['with -o, that folder', 'preview', undefined, 'preview'],
  ['for helm, the templates', '.out/templates', undefined, '.out/templates'],
])('%s', (_case, environment, outdir, expected) => {
  const folder = temporaryFolder();
  const app = runIn(folder, environment, outdir);
  app.synth();

  expect(app.outdir).toBe(expected);
  expect(filesIn(`${folder}/${expected}`)).toStrictEqual(FILES);
});

test.each([
  ['.out', undefined, 'dist'],
  ['./.out', undefined, 'dist'],
  ['.out', 'deploy/all', 'deploy/all'],
])('for the stand-in %p and outdir %p the stand-in becomes a link to %s', (environment, outdir, expected) => {
  const folder = temporaryFolder();
  runIn(folder, environment, outdir).synth();
  runIn(folder, environment, outdir).synth();

  expect(filesIn(`${folder}/${expected}`)).toStrictEqual(FILES);
  expect(readlinkSync(`${folder}/.out`)).toBe(expected);
});

test('a stand-in that is no link is never deleted with its content', () => {
  const folder = temporaryFolder();
  mkdirSync(`${folder}/.out`);
  writeFileSync(`${folder}/.out/precious`, '');

  expect(findingsOf(runIn(folder, '.out'))).toStrictEqual([
    ': output folder ".out" must be a link or absent, got something else; it is a stand-in: remove it',
  ]);
  expect(filesIn(folder)).toStrictEqual(['.out/precious']);
});

test('an empty folder, as the command line makes for --stdout, is filled', () => {
  const folder = temporaryFolder();
  runIn(temporaryFolder(), folder).synth();

  expect(filesIn(folder)).toStrictEqual(FILES);
  expect(lstatSync(folder).isDirectory()).toBe(true);
});

describe('users of plain cdk8s', () => {
  test('charts below the app render with Testing.synth and toJson as in a stock App', () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } });
      return chart;
    };

    expect(Testing.synth(build(new GitOpsApp()))).toStrictEqual(build(new App()).toJson());
  });

  test('synthYaml gives what synth would write', () => {
    const app = new GitOpsApp();
    configMap(new Chart(app, 'one'), 'a');
    configMap(folderChart(app, 'two'), 'b');

    expect(app.synthYaml().match(/name: ./g)).toStrictEqual(['name: a', 'name: b']);
    expect(app.synthYaml().match(/^---$/gm)).toHaveLength(1);
  });
});

describe('progress', () => {
  const record = (isTTY: boolean) => {
    const written: string[] = [];
    return { written, progress: new Progress({ isTTY, write: (text) => written.push(text) }) };
  };

  test('is one line on a terminal, renewed now and then, and gone in the end', () => {
    const { written, progress } = record(true);
    for (let done = 1; done <= 9600; done += 1) progress.update(done, 9600);
    progress.finish('dist: 1600 files, 4 changed');

    expect(written.length).toBeLessThanOrEqual(203);
    expect(written[0]).toBe('\r\u001b[Ksynth 48/9600 objects');
    expect(written.slice(-2)).toStrictEqual(['\r\u001b[K', 'dist: 1600 files, 4 changed\n']);
  });

  test('is silent in a pipe', () => {
    const { written, progress } = record(false);
    progress.update(1, 1);
    progress.finish('dist: 1 file');

    expect(written).toStrictEqual([]);
  });
});
