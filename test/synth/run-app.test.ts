import { mkdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, removeFolders, treeOf } from '../support/synth-folder';
import { cdk8s, run, runApp, temporaryProject } from '../support/synth-project';

jest.setTimeout(60_000);
afterAll(removeFolders);

const HEAD = `
import { ApiObject, Chart } from 'cdk8s';
import { GitOpsApp } from './lib/synth/gitops-app';
import { name } from './team/name';
const app = new GitOpsApp();
const chart: Chart = new Chart(app, name);
const add = (id: string, data: object) => new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', data });
`;
const MAIN = `${HEAD}add('a', { z: 'ı', b: 'Ä', a: String(process.argv.length) });\napp.synth();\n`;
const files = (main: string) => ({ 'main.ts': main, 'team/name.ts': "export const name: string = 'shop';\n" });

describe('the runner', () => {
  test('runs TypeScript as it stands: an edit shows without a build', async () => {
    const folder = temporaryProject(files(MAIN));

    expect(await runApp(folder, 'main.ts')).toStrictEqual({ code: 0, out: '', err: '' });
    expect(filesIn(join(folder, 'dist'))).toStrictEqual(['shop.k8s.yaml']);

    writeFileSync(join(folder, 'team/name.ts'), "export const name = 'bank';\n");
    await runApp(folder, 'main.ts', 'one', 'two');

    expect(filesIn(join(folder, 'dist'))).toStrictEqual(['bank.k8s.yaml']);
    expect(treeOf(join(folder, 'dist'))['bank.k8s.yaml']).toContain('a: "4"\n');
  });

  test('prints what synth found and no stack', async () => {
    const folder = temporaryProject(files(`${HEAD}add('a', { value: NaN });\napp.synth();\n`));

    expect(await runApp(folder, 'main.ts')).toStrictEqual({
      code: 1,
      out: '',
      err:
        'synth found 1 problem and wrote nothing:\n' +
        '  shop/a: /data/value must be a finite number, got NaN; check the calculation it comes from\n',
    });
    expect(filesIn(join(folder, 'dist'))).toStrictEqual([]);
  });

  test('prints the same when the app is asynchronous', async () => {
    const main = `${HEAD}add('a', { value: NaN });\nvoid Promise.resolve().then(() => app.synth());\n`;
    const { code, err } = await runApp(temporaryProject(files(main)), 'main.ts');

    expect(code).toBe(1);
    expect(err).toMatch(/^synth found 1 problem and wrote nothing:\n.*\n$/);
  });

  test('points at the line of the TypeScript when the app throws', async () => {
    const folder = temporaryProject(files("import './team/name';\nimport './wrong';\n"));
    writeFileSync(join(folder, 'wrong.ts'), "interface Gone {\n  a: 1;\n}\n\nthrow new Error('no such team');\n");
    const { code, err } = await runApp(folder, 'main.ts');

    expect(code).toBe(1);
    expect(err).toContain('Error: no such team\n');
    expect(err).toMatch(/wrong\.ts:5:7\)?\n/);
  });

  test('shows the place of a mistake in the syntax', async () => {
    const { code, err } = await runApp(temporaryProject({ 'main.ts': 'const a = ;\n' }), 'main.ts');

    expect(code).toBe(1);
    expect(err).toContain('Unexpected ";"');
    expect(err).toContain('main.ts:1:10');
    expect(err).not.toContain('at ');
  });

  test('says how it is used', async () => {
    expect(await runApp(temporaryProject({}))).toStrictEqual({
      code: 1,
      out: '',
      err: 'usage: node scripts/run-app.mjs ENTRY.ts\n',
    });
  });
});

describe('cdk8s', () => {
  test('synth publishes to dist, lists it through the stand-in, and does so again', async () => {
    const folder = temporaryProject(files(MAIN));
    const first = await cdk8s(folder, 'synth');

    expect(first).toMatchObject({ code: 0, out: 'Synthesizing application\n  - .out/shop.k8s.yaml\n', err: '' });

    const before = treeOf(join(folder, 'dist'));

    expect(await cdk8s(folder, 'synth')).toStrictEqual(first);
    expect(readlinkSync(join(folder, '.out'))).toBe('dist');
    expect(treeOf(join(folder, 'dist'))).toStrictEqual(before);
  });

  test('synth of a failing app leaves dist alone and fails', async () => {
    const folder = temporaryProject(files(MAIN));
    await runApp(folder, 'main.ts');
    const before = treeOf(join(folder, 'dist'));
    writeFileSync(join(folder, 'main.ts'), `${HEAD}add('a', { value: NaN });\napp.synth();\n`);
    const { code, err } = await cdk8s(folder, 'synth');

    expect(code).not.toBe(0);
    expect(err).toMatch(/^synth found 1 problem and wrote nothing:\n {2}shop\/a: .*\n/);
    expect(treeOf(join(folder, 'dist'))).toStrictEqual(before);
  });

  test('synth -o, --stdout and --format helm work and leave dist alone', async () => {
    const folder = temporaryProject(files(MAIN));
    const preview = await cdk8s(folder, 'synth', '-o', 'preview');
    const stdout = await cdk8s(folder, 'synth', '--stdout');
    const helm = await cdk8s(folder, 'synth', '--format', 'helm', '--chart-version', '1.0.0');

    expect([preview.code, stdout.code, helm.code]).toStrictEqual([0, 0, 0]);
    expect(filesIn(join(folder, 'preview'))).toStrictEqual(['shop.k8s.yaml']);
    expect(stdout.out).toContain('kind: ConfigMap\n');
    expect(filesIn(join(folder, '.out'))).toStrictEqual(['Chart.yaml', 'README.md', 'templates/shop.k8s.yaml']);
    expect(filesIn(join(folder, 'dist'))).toStrictEqual([]);

    const after = await cdk8s(folder, 'synth');

    expect(after.code).toBe(0);
    expect(readlinkSync(join(folder, '.out'))).toBe('dist');
  });
});

test('the bytes are the same whatever the time zone, the language, the folder and the order of props', async () => {
  const build = (order: string) => `${HEAD}add('a', { ${order} });\nadd('b', { ı: 'i' });\napp.synth();\n`;
  const here = temporaryProject(files(build("z: 'ı', a: 'A', 'ä': 'x', B: 'b'")));
  const there = temporaryProject(files(build("B: 'b', 'ä': 'x', a: 'A', z: 'ı'")));
  const runner = join(__dirname, '../../scripts/run-app.mjs');
  await run(here, [runner, 'main.ts'], { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' });
  mkdirSync(join(there, 'dist'));
  rmSync(join(there, 'cdk8s.yaml'));
  await run(there, [runner, './main.ts'], { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });

  expect(treeOf(join(there, 'dist'))).toStrictEqual(treeOf(join(here, 'dist')));
  expect(Object.keys(treeOf(join(here, 'dist')))).toHaveLength(1);
});
