import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { REPOSITORY } from '../support/packed';
import { temporaryFolder } from '../support/temporary-folder';
import { filesBelow, unpackInto } from '../support/unpacked';

/** Whose types a user has installed who installs this package. */
const KNOWN = new Set(['cdk8s', 'constructs', 'yaml']);

/** The packages that a declaration file, or one of JavaScript, takes something from. */
function packagesOf(text: string): string[] {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  return [...importedFiles, ...typeReferenceDirectives]
    .map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('.'));
}

/** The names of members and functions whose docstring says that they are internal. */
function internalNames(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const internal = ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
    if (internal && (ts.isClassElement(node) || ts.isFunctionDeclaration(node))) names.push(node.name?.getText() ?? '');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

describe('the types of the package', () => {
  const folder = temporaryFolder('declarations');
  let lib = '';
  let declarations: { path: string; text: string }[] = [];

  beforeAll(async () => {
    lib = join(await unpackInto(folder), 'lib');
    const paths = filesBelow(lib).filter((path) => path.endsWith('.d.ts'));
    declarations = paths.map((path) => ({ path, text: readFileSync(join(lib, path), 'utf8') }));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('know nothing of cdk8s-plus', () => {
    expect(declarations.length).toBeGreaterThan(100);
    expect(declarations.filter(({ text }) => text.includes('cdk8s-plus')).map(({ path }) => path)).toStrictEqual([]);
  });

  test('come from packages that are installed with it, and need none of Node', () => {
    const unknown = declarations.flatMap(({ path, text }) =>
      packagesOf(text)
        .filter((name) => !KNOWN.has(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(unknown).toStrictEqual([]);
  });

  test('leave out what is internal', () => {
    const sources = filesBelow(join(REPOSITORY, 'src')).filter((path) => path.endsWith('.ts'));
    const internal = sources.flatMap((path) =>
      internalNames(join(REPOSITORY, 'src', path)).map((name) => ({ path: path.replace(/ts$/, 'd.ts'), name })),
    );
    expect(internal.length).toBeGreaterThan(0);
    const kept = internal.filter(({ path, name }) => {
      const text = declarations.find((declaration) => declaration.path === path)?.text ?? '';
      return text.includes(`${name}(`);
    });
    expect(kept).toStrictEqual([]);
    expect(declarations.filter(({ text }) => text.includes('@internal'))).toStrictEqual([]);
  });
});
