import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import * as publicNames from '../../src/index';
import { changedPaths, ProjectCopy } from '../support/project-copy';

const PROJECT = resolve(__dirname, '../..');
const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');

/** A document's TypeScript blocks, each behind an import of the public names that it uses. */
function examplesOf(document: string): string[] {
  return [...document.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => {
    const used = Object.keys(publicNames).filter((name) => new RegExp(`\\b${name}[(.]`).test(block));
    const imports = `import { ${used.join(', ')} } from './index';`;
    const code = block
      .replaceAll("'cdk8s-progressive-delivery/testing'", "'./testing/index'")
      .replaceAll("'cdk8s-progressive-delivery/testing/jest'", "'./testing/jest'");
    return `${imports}\n${code}`;
  });
}

const examples = examplesOf(readme);
const guide = examplesOf(readFileSync(join(PROJECT, 'docs/testing.md'), 'utf8'));

/** Vitest is no dependency of this repository: what the guide uses of it. */
const VITEST = `
declare module 'vitest' {
  export interface Matchers<T = any> {}
  export const expect: { extend(matchers: object): void; <T>(value: T): Matchers<T> };
}`;

describe('the examples of README and guide', () => {
  let project: ProjectCopy;

  const files = new Map([
    ...examples.map((text, index) => [`src/readme-${index}.ts`, text] as const),
    ...guide.map((text, index) => [`src/guide-${index}.ts`, text] as const),
    ['src/vitest.d.ts', VITEST] as const,
  ]);

  beforeAll(() => {
    project = new ProjectCopy();
    for (const [path, text] of files) project.write(path, text);
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
    const paths = [...files.keys()].map((path) => join(project.folder, path));
    const messages = ts
      .getPreEmitDiagnostics(ts.createProgram(paths, options))
      .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
    expect(examples.length).toBeGreaterThan(1);
    expect(guide.length).toBeGreaterThan(6);
    expect(messages).toStrictEqual([]);
  });

  test('of which the first synthesizes a canary per environment', () => {
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
