import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ConsumerProject } from '../support/consumer-project';
import { fixture } from '../support/fixtures';
import { MODULE_SYSTEMS, type ModuleSystem, tsconfig } from '../support/module-systems';
import { progress } from '../support/run';
import { ESBUILD, JEST, TSC } from '../support/tools';
import { CDK8S, PLUS_LINES, TYPES } from '../support/versions';

const LINE = '33';
const systems = Object.entries<ModuleSystem>(MODULE_SYSTEMS);

/** How a compiler ends that has nothing to say. */
const SILENT = { code: 0, output: '' };

/** Makes one file of an entry and all that it uses, our package and cdk8s included. */
async function bundle(project: ConsumerProject, folder: string, entries: readonly string[]): Promise<void> {
  const flags = ['--bundle', '--platform=node', '--outdir=bundled', '--out-extension:.js=.cjs', '--log-level=error'];
  expect(await project.run(process.execPath, [ESBUILD, ...entries, ...flags], { in: folder })).toStrictEqual(SILENT);
}

describe.each([
  { title: 'without cdk8s-plus', plus: undefined },
  { title: `with cdk8s-plus-${LINE}`, plus: { [`cdk8s-plus-${LINE}`]: PLUS_LINES[LINE] ?? '' } },
])('a project $title', ({ title, plus }) => {
  let project: ConsumerProject;

  beforeAll(async () => {
    project = ConsumerProject.of();
    for (const [name, system] of systems) {
      for (const [path, text] of Object.entries(fixture('consumer'))) project.write(`${name}/${path}`, text);
      if (plus !== undefined) {
        for (const [path, text] of Object.entries(fixture('plus', LINE))) project.write(`${name}/${path}`, text);
      }
      project.write(`${name}/package.json`, JSON.stringify({ private: true, type: system.type }));
      project.write(`${name}/tsconfig.json`, tsconfig(system, ['node', 'jest'], plus === undefined));
    }
    await project.install({ ...CDK8S, ...TYPES, ...plus });
  });
  afterAll(() => {
    project.remove();
  });

  test('has one cdk8s and one constructs, and a cdk8s-plus only if it asked for one', async () => {
    const { output } = await project.run('npm', ['ls', '--all', '--parseable']);
    const names = output.split('\n').map((path) => path.split('/node_modules/').slice(1).join(' > '));
    const found = names.filter((name) => /(^| )(cdk8s|constructs|cdk8s-plus-\d+)$/.test(name)).sort();
    expect(found).toStrictEqual(['cdk8s', ...Object.keys(plus ?? {}), 'constructs'].sort());
  });

  test.each(systems)('%s: compiles strictly, runs and tests itself', async (name, system) => {
    progress(`${title}: ${name}`);
    const main = (entry: string) => (system.bundled === true ? `bundled/${entry}.cjs` : `out/${entry}.js`);

    expect(await project.run(process.execPath, [TSC], { in: name })).toStrictEqual(SILENT);
    if (system.bundled === true) await bundle(project, name, plus === undefined ? ['main.ts'] : ['main.ts', 'plus.ts']);

    const written = await project.run(process.execPath, [main('main')], { in: name });
    expect(written).toStrictEqual({ code: 0, output: 'findings of an empty app: 1\n' });
    const rollout = project.read(`${name}/written/apps/dev/shop/backend-rollout.yaml`);
    expect(parseAllDocuments(rollout).map((document) => document.toJS() as unknown)).toMatchObject([
      { kind: 'Canary', metadata: { name: 'backend', namespace: 'shop' }, spec: { analysis: { stepWeight: 10 } } },
    ]);

    const withPlus = plus === undefined ? SILENT : await project.run(process.execPath, [main('plus')], { in: name });
    expect(withPlus).toMatchObject({ code: 0 });
    expect(project.has(`${name}/plus/apps/dev/shop/web.yaml`)).toBe(plus !== undefined);

    const config = { testEnvironment: 'node', testMatch: ['**/out/*.test.js'], transform: {} };
    const args = ['--experimental-vm-modules', JEST, '--rootDir', join(project.folder, name)];
    const tested = await project.run(process.execPath, [...args, '--config', JSON.stringify(config)], { in: name });
    expect(tested).toStrictEqual({ code: 0, output: expect.stringContaining('1 passed') as string });
  });
});
