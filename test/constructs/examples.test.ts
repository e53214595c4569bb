import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileErrors, moduleOf } from '../support/example-modules';

const SOURCES = resolve(__dirname, '../../src');
const FOLDERS = ['app', 'delivery', 'flux', 'infrastructure', 'traffic', 'workspace'].map(
  (name) => `constructs/${name}`,
);

/** The `@example`s of one file. */
function examplesOf(path: string): string[] {
  const blocks = readFileSync(path, 'utf8').matchAll(/@example\n((?: *\*(?!\/).*\n)+?) *\*(?:\/| @)/g);
  return [...blocks].map(([, block = '']) => block.replaceAll(/^ *\* ?/gm, ''));
}

test('every example of a docstring compiles for a user of the package', () => {
  const modules = new Map([['jest.ts', "import 'cdk8s-progressive-delivery/testing/jest';"]]);
  for (const folder of [...FOLDERS, 'synth', 'testing']) {
    const root = join(SOURCES, folder);
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      for (const [index, code] of examplesOf(join(root, name)).entries()) {
        modules.set(`${`${folder}-${name}`.replaceAll(/\W/g, '-')}-${index}.ts`, moduleOf(code).text);
      }
    }
  }
  expect(modules.size).toBeGreaterThan(55);
  const errors = [...compileErrors(modules)].flatMap(([name, found]) =>
    found.map(({ message }) => `${name}: ${message}\n${modules.get(name) ?? ''}`),
  );
  expect(errors).toStrictEqual([]);
}, 60_000);
