import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import * as publicNames from '../../src/index';
import { changedPaths, ProjectCopy } from '../support/project-copy';

const PROJECT = resolve(__dirname, '../..');
const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');

/** The README's TypeScript blocks, each behind an import of the public names that it uses. */
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => {
  const used = Object.keys(publicNames).filter((name) => new RegExp(`\\b${name}[(.]`).test(block));
  const imports = `import { ${used.join(', ')} } from './index';`;
  return `${imports}\n${block.replace("'cdk8s-progressive-delivery/testing'", "'./testing/index'")}`;
});

describe("the README's examples", () => {
  let project: ProjectCopy;

  beforeAll(() => {
    project = new ProjectCopy();
    for (const [index, text] of examples.entries()) project.write(`src/readme-${index}.ts`, text);
    project.write('src/main.ts', examples[0] ?? '');
    project.write('releases/dev.yaml', 'shop: { backend: { tag: 6.9.4 } }\n');
    project.write('releases/prod.yaml', 'shop: { backend: { tag: 6.9.4, canary: { stepWeight: 5 } } }\n');
  });
  afterAll(() => {
    project.remove();
  });

  test('compile in strict mode', () => {
    const read = ts.readConfigFile(join(PROJECT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, project.folder);
    const files = examples.map((_, index) => join(project.folder, `src/readme-${index}.ts`));
    const messages = ts
      .getPreEmitDiagnostics(ts.createProgram(files, options))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(files.length).toBeGreaterThan(1);
    expect(messages).toStrictEqual([]);
  });

  test('the first one synthesizes a canary per environment', () => {
    expect(project.synth()).toMatchObject({ status: 0 });
    const paths = [...project.files().keys()].filter((path) => path.endsWith('backend-rollout.yaml'));
    expect(paths).toStrictEqual(['apps/dev/shop/backend-rollout.yaml', 'apps/prod/shop/backend-rollout.yaml']);
  });
});

test("the README's day-by-day commands work, and change the files of one app", () => {
  const project = new ProjectCopy();
  const before = project.files();
  const [, words = ''] = /npm run cpd -- (.*)/.exec(readme) ?? [];
  const args = ['scripts/run-app.mjs', 'src/cli/cpd.ts', ...words.split(' ')];
  const set = spawnSync(process.execPath, args, { cwd: project.folder, encoding: 'utf8' });

  expect(set).toMatchObject({ status: 0, stderr: '' });
  expect(project.synth()).toMatchObject({ status: 0 });
  expect(changedPaths(before, project.files())).toStrictEqual([
    'apps/dev/shop/backend-rollout.yaml',
    'apps/dev/shop/backend.yaml',
  ]);
  project.remove();
});
