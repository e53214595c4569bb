import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { ProjectCopy } from '../support/project-copy';
import * as publicNames from '../../src/index';

const PROJECT = resolve(__dirname, '../..');

/** The README's first TypeScript block, behind an import of every public name that it uses. */
function example(): string {
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
  const [, block] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  if (block === undefined) throw new Error('README.md has no TypeScript block');
  const used = Object.keys(publicNames).filter((name) => new RegExp(`\\b${name}\\(`).test(block));
  return `import { ${used.join(', ')}, profiles } from './index';\n${block}`;
}

describe("the README's example", () => {
  let project: ProjectCopy;

  beforeAll(() => {
    project = new ProjectCopy();
    project.write('src/main.ts', example());
    project.write('releases/dev.yaml', 'shop: { backend: { tag: 6.9.4 } }\n');
    project.write('releases/prod.yaml', 'shop: { backend: { tag: 6.9.4, canary: { stepWeight: 5 } } }\n');
  });
  afterAll(() => {
    project.remove();
  });

  test('compiles in strict mode', () => {
    const config = ts.parseJsonConfigFileContent(
      ts.readConfigFile(join(PROJECT, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
      ts.sys,
      project.folder,
    );
    const program = ts.createProgram([join(project.folder, 'src/main.ts')], {
      ...config.options,
      noUnusedLocals: false,
    });
    const messages = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
    expect(messages).toStrictEqual([]);
  });

  test('synthesizes a canary per environment', () => {
    expect(project.synth()).toMatchObject({ status: 0 });
    const paths = [...project.files().keys()].filter((path) => path.endsWith('backend-rollout.yaml'));
    expect(paths).toStrictEqual(['apps/dev/shop/backend-rollout.yaml', 'apps/prod/shop/backend-rollout.yaml']);
  });
});
