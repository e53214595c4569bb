import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packed, REPOSITORY } from '../support/packed';
import { temporaryFolder } from '../support/temporary-folder';
import { filesBelow, unpackInto } from '../support/unpacked';

/** Sources of this repository's own fleet, which no user needs. */
const OWN_FLEET = /^(main\.ts$|fleet\/)/;

interface Manifest {
  readonly main: string;
  readonly types: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

describe('the packed package', () => {
  const folder = temporaryFolder('tarball');
  let root = '';
  let files: string[] = [];
  let manifest: Manifest;

  beforeAll(async () => {
    root = await unpackInto(folder);
    files = filesBelow(root);
    manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('holds the code, the schemas, what users read, and nothing else', () => {
    const places = new Set(
      files.map((path) => path.replace(/^(lib|schemas|templates|docs|examples\/team-repo)\/.*/, '$1/')),
    );
    expect([...places].sort()).toStrictEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'docs/',
      'examples/team-repo/',
      'lib/',
      'package.json',
      'schemas/',
      'templates/',
    ]);
    expect(files).toStrictEqual(
      expect.arrayContaining(['templates/team/_gitignore', 'templates/team/_github/workflows/ci.yaml']),
    );
    expect(files.filter((path) => path.startsWith('schemas/'))).toStrictEqual(['schemas/releases.schema.json']);
  });

  test('has every file that its pages link to', () => {
    const broken = files
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) => {
        const page = readFileSync(join(root, path), 'utf8').replaceAll(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '');
        const links = [...page.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, link = '']) => link);
        return links
          .filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(path), link)))
          .map((link) => `${path}: ${link}`);
      });
    expect(broken).toStrictEqual([]);
  });

  test('has JavaScript and types of every source but those of our own fleet, and nothing that an older build left', () => {
    const sources = filesBelow(join(REPOSITORY, 'src')).filter((path) => !OWN_FLEET.test(path));
    const built = sources.flatMap((path) =>
      path.endsWith('.ts') ? [path.replace(/ts$/, 'js'), path.replace(/ts$/, 'd.ts')] : [path],
    );
    expect(filesBelow(join(root, 'lib'))).toStrictEqual(built.sort());
  });

  test('has every file that its package.json names', () => {
    const exported = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    const named = [manifest.main, manifest.types, ...Object.values(manifest.bin), ...exported];
    const missing = named.filter((path) => !files.includes(join(path)));
    expect(missing).toStrictEqual([]);
  });

  test('forces no line of cdk8s-plus on anybody', () => {
    expect(Object.keys(manifest.peerDependencies)).toStrictEqual(['cdk8s', 'constructs']);
    expect(Object.keys(manifest.dependencies)).toStrictEqual(['yaml']);
  });

  test('names no folder of the machine that it was built on', () => {
    // It is built in a copy, beside which the tarball is.
    const folders = [REPOSITORY, dirname(packed())];
    const naming = files.filter((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return folders.some((one) => text.includes(one));
    });
    expect(naming).toStrictEqual([]);
  });
});
