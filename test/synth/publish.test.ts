import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { HEADER } from '../../src/synth/file-text';
import { explainFileError } from '../../src/synth/output-target';
import { ownMark } from '../../src/synth/process-mark';
import { LockedError, takeLock } from '../../src/synth/publish-lock';
import { configMap, findingsOf, folderChart, testApp } from '../support/synth-app';
import { filesIn, removeFolders, temporaryFolder, treeOf } from '../support/synth-folder';

afterAll(removeFolders);

/** A pid that no process has: the largest that Linux can give is 2^22. */
const DEAD = '4194999-1';

function publish(outdir: string, values: Record<string, string>): void {
  const app = testApp({ outdir });
  const chart = folderChart(app, 'shop', { path: 'apps' });
  for (const [id, value] of Object.entries(values)) configMap(chart, id, { data: { value } });
  app.synth();
}

/** What lies beside the output. */
function besides(outdir: string): string[] {
  return readdirSync(dirname(outdir)).filter((name) => join(dirname(outdir), name) !== outdir);
}

function inodeOf(outdir: string, path: string): number {
  return statSync(join(outdir, path)).ino;
}

describe('a new tree', () => {
  test('takes the place of the old one as a whole, and leaves nothing beside it', () => {
    const outdir = `${temporaryFolder()}/dist`;
    publish(outdir, { kept: '1', changed: '1', removed: '1' });
    publish(outdir, { kept: '1', changed: '2', added: '1' });

    expect(filesIn(outdir)).toStrictEqual([
      'apps/added.yaml',
      'apps/changed.yaml',
      'apps/kept.yaml',
      'apps/kustomization.yaml',
    ]);
    expect(treeOf(outdir)['apps/changed.yaml']).toContain('value: "2"');
    expect(besides(outdir)).toStrictEqual([]);
  });

  test('shares the files that stay the same, which keep their time stamps', () => {
    const outdir = `${temporaryFolder()}/dist`;
    publish(outdir, { kept: '1', changed: '1' });
    const [kept, changed] = [inodeOf(outdir, 'apps/kept.yaml'), inodeOf(outdir, 'apps/changed.yaml')];
    utimesSync(join(outdir, 'apps/kept.yaml'), 1000, 1000);
    publish(outdir, { kept: '1', changed: '2' });

    expect(inodeOf(outdir, 'apps/kept.yaml')).toBe(kept);
    expect(inodeOf(outdir, 'apps/changed.yaml')).not.toBe(changed);
    expect(statSync(join(outdir, 'apps/kept.yaml')).mtimeMs).toBe(1_000_000);
    expect(statSync(join(outdir, 'apps/kept.yaml')).nlink).toBe(1);
  });

  test('is not made when nothing changed', () => {
    const outdir = `${temporaryFolder()}/dist`;
    publish(outdir, { a: '1' });
    const before = [statSync(outdir).ino, statSync(outdir).ctimeMs, inodeOf(outdir, 'apps/a.yaml')];
    publish(outdir, { a: '1' });

    expect([statSync(outdir).ino, statSync(outdir).ctimeMs, inodeOf(outdir, 'apps/a.yaml')]).toStrictEqual(before);
  });

  test('keeps the permissions of the folder', () => {
    const outdir = `${temporaryFolder()}/dist`;
    publish(outdir, { a: '1' });
    chmodSync(outdir, 0o750);
    publish(outdir, { a: '2' });

    expect(statSync(outdir).mode & 0o777).toBe(0o750);
  });

  test('is dropped when something is found to be wrong', () => {
    const outdir = `${temporaryFolder()}/dist`;
    publish(outdir, { a: '1' });
    const before = treeOf(outdir);
    const app = testApp({ outdir });
    const chart = folderChart(app, 'shop', { path: 'apps' });
    configMap(chart, 'a', { data: { value: '2' } });
    configMap(chart, 'late', { data: { value: Number.NaN } });

    expect(findingsOf(app)).toHaveLength(1);
    expect(treeOf(outdir)).toStrictEqual(before);
    expect(besides(outdir)).toStrictEqual([]);
  });

  test('goes where a link leads, and leaves the link', () => {
    const folder = temporaryFolder();
    mkdirSync(`${folder}/real`);
    symlinkSync('real', `${folder}/dist`);
    publish(`${folder}/dist`, { a: '1' });

    expect(readlinkSync(`${folder}/dist`)).toBe('real');
    expect(filesIn(`${folder}/real`)).toContain('apps/a.yaml');
  });

  test('replaces files that Git on Windows gave other line breaks', () => {
    const outdir = `${temporaryFolder()}/dist`;
    publish(outdir, { changed: '1', removed: '1' });
    for (const path of filesIn(outdir)) {
      writeFileSync(join(outdir, path), (treeOf(outdir)[path] ?? '').replaceAll('\n', '\r\n'));
    }
    publish(outdir, { changed: '2' });

    expect(filesIn(outdir)).toStrictEqual(['apps/changed.yaml', 'apps/kustomization.yaml']);
    expect(Object.values(treeOf(outdir)).join('')).not.toContain('\r');
  });

  test('goes into folders that do not exist yet', () => {
    const outdir = `${temporaryFolder()}/a/b/dist`;
    publish(outdir, { a: '1' });

    expect(filesIn(outdir)).toContain('apps/a.yaml');
  });
});

describe('an output folder that is refused', () => {
  const message = (outdir: string, rest: string) => [`: output folder ${JSON.stringify(outdir)} must ${rest}`];
  const found = (outdir: string) => {
    const app = testApp({ outdir });
    configMap(folderChart(app, 'shop', { path: 'apps' }), 'a');
    return findingsOf(app);
  };

  test('a file', () => {
    const outdir = `${temporaryFolder()}/dist`;
    writeFileSync(outdir, 'precious');

    expect(found(outdir)).toStrictEqual(
      message(outdir, 'be a folder, got a file; remove the file or choose another folder with -o'),
    );
    expect(statSync(outdir).size).toBe(8);
  });

  test('a path below a file', () => {
    const file = `${temporaryFolder()}/file`;
    writeFileSync(file, 'precious');

    expect(found(`${file}/a/dist`)).toStrictEqual(
      message(`${file}/a/dist`, 'lie in a folder, got a path through a file; choose another folder with -o'),
    );
  });

  test('a link to nothing', () => {
    const link = `${temporaryFolder()}/dist`;
    symlinkSync('nowhere', link);

    expect(found(link).join()).toMatch(
      /must lie in a folder, got ".*dist", a link to nothing; remove the link, or make the folder that it names$/,
    );
  });

  test('a place where nobody may write', () => {
    // Not even root can make a folder here.
    expect(found('/proc/sys/dist').join()).toMatch(
      /^: output folder "\/proc\/sys\/dist" must be writable, got E[A-Z]+ from \w+.*; check permissions and free space, or choose another folder with -o$/,
    );
  });

  test('a place where no lock can be made: the message names it, not what the lock says', () => {
    const error = { code: 'EACCES', syscall: 'symlink', path: '16048-663626', dest: join(process.cwd(), '.dist.lock') };

    expect(String(explainFileError('dist', error))).toContain('got EACCES from symlink at ".dist.lock";');
  });

  test.each(['.', '..', '/', 'src/..'])('%s, which holds the working directory', (outdir) => {
    expect(found(outdir).join()).toMatch(/must not hold the working directory, got .*; synth replaces it as a whole/);
  });

  test.each([
    ['README.md', 'written by hand'],
    ['apps/own.yaml', 'apiVersion: v1\n'],
    ['apps/a.yaml', 'apiVersion: v1\n'],
    ['empty.yaml', ''],
  ])('one that holds a %s of somebody else', (path, text) => {
    const outdir = `${temporaryFolder()}/dist`;
    mkdirSync(`${outdir}/apps`, { recursive: true });
    writeFileSync(join(outdir, path), text);

    expect(found(outdir)).toStrictEqual(
      message(outdir, `belong to synth alone, got "${path}", which synth did not write; move it or delete it`),
    );
    expect(treeOf(outdir)).toStrictEqual({ [path]: text });
    expect(besides(outdir)).toStrictEqual([]);
  });

  test('one that holds a link', () => {
    const outdir = `${temporaryFolder()}/dist`;
    mkdirSync(outdir);
    symlinkSync('elsewhere', `${outdir}/apps`);

    expect(found(outdir)).toStrictEqual(
      message(outdir, 'belong to synth alone, got "apps", which synth did not write; move it or delete it'),
    );
  });
});

describe('processes', () => {
  test('what a dead one left is removed, what a live one makes is not', () => {
    const outdir = `${temporaryFolder()}/dist`;
    const beside = (name: string) => join(dirname(outdir), name);
    publish(outdir, { a: '0' });
    for (const name of [`.dist.${DEAD}-1.new`, `.dist.${DEAD}-2.old`, `.dist.${ownMark()}-99.new`, '.dist.other']) {
      mkdirSync(beside(name));
      writeFileSync(join(beside(name), 'x'), '');
    }
    publish(outdir, { a: '1' });
    publish(outdir, { a: '2' });

    expect(besides(outdir)).toStrictEqual([`.dist.${ownMark()}-99.new`, '.dist.other'].sort());
  });

  test('the lock of a dead one is taken over', () => {
    const outdir = `${temporaryFolder()}/dist`;
    symlinkSync(DEAD, join(dirname(outdir), '.dist.lock'));
    publish(outdir, { a: '1' });

    expect(besides(outdir)).toStrictEqual([]);
  });

  test('the lock of a pid that another process got since is taken over', () => {
    const outdir = `${temporaryFolder()}/dist`;
    symlinkSync(`${process.pid}-1`, join(dirname(outdir), '.dist.lock'));
    publish(outdir, { a: '1' });

    expect(besides(outdir)).toStrictEqual([]);
  });

  test('the lock of a live one is respected, and named when it lasts', () => {
    const lock = join(temporaryFolder(), '.dist.lock');
    const release = takeLock(lock);

    expect(() => takeLock(lock, 40)).toThrow(LockedError);

    release();

    expect(existsSync(lock)).toBe(false);

    takeLock(lock, 40)();
  });
});

describe('chosen clusters', () => {
  const build = (outdir: string, value: string, clusters?: readonly string[], laptopIds = ['a', 'b']) => {
    const app = testApp({ outdir, clusters });
    const laptop = folderChart(app, 'laptop', { path: 'apps/dev/shop', cluster: 'laptop' });
    for (const id of laptopIds) configMap(laptop, id, { data: { value } });
    const cloud = folderChart(app, 'cloud', { path: 'apps/prod/shop', cluster: 'cloud' });
    configMap(cloud, 'c', { data: { value: value === '' ? Number.NaN : value } });
    return app;
  };
  const CLOUD = ['apps/prod/shop/c.yaml', 'apps/prod/shop/kustomization.yaml'];

  test('are written, and removed files of theirs go; the files of others stay the very same', () => {
    const outdir = `${temporaryFolder()}/dist`;
    build(outdir, '1').synth();
    const before = CLOUD.map((path) => inodeOf(outdir, path));
    build(outdir, '2', ['laptop'], ['a']).synth();

    expect(filesIn(outdir)).toStrictEqual(['apps/dev/shop/a.yaml', 'apps/dev/shop/kustomization.yaml', ...CLOUD]);
    expect(CLOUD.map((path) => inodeOf(outdir, path))).toStrictEqual(before);
    expect(treeOf(outdir)['apps/dev/shop/a.yaml']).toContain('value: "2"');
    expect(treeOf(outdir)['apps/prod/shop/c.yaml']).toContain('value: "1"');
  });

  test('are the only ones that are rendered, validated and checked', () => {
    const app = build(`${temporaryFolder()}/dist`, '', ['laptop']);
    app.node.findChild('cloud').node.addValidation({ validate: () => ['not well'] });

    expect(findingsOf(app)).toStrictEqual([]);
    expect(filesIn(app.outdir)).not.toContain('apps/prod/shop/c.yaml');
  });

  test('can be named in the environment', () => {
    const outdir = `${temporaryFolder()}/dist`;
    process.env.CPD_CLUSTERS = ' cloud, ';
    build(outdir, '1').synth();
    delete process.env.CPD_CLUSTERS;

    expect(filesIn(outdir)).toStrictEqual(CLOUD);
  });

  test('must be known', () => {
    expect(findingsOf(build(`${temporaryFolder()}/dist`, '1', ['laptop', 'moon']))).toStrictEqual([
      ': clusters must be clusters of the app, got "moon"; choose from cloud, laptop',
    ]);
  });

  test('must not share the first two parts of a path with others, which tell whose a file is', () => {
    const app = build(`${temporaryFolder()}/dist`, '1', ['laptop']);
    configMap(folderChart(app, 'both', { path: 'apps/dev/other', cluster: 'cloud' }), 'd');

    expect(findingsOf(app)).toStrictEqual([
      'both: output directory must differ from those of other clusters in its first two parts to write chosen clusters ' +
        'only, got apps/dev/other, which shares apps/dev with a chosen cluster; rename it, or write all clusters',
    ]);
  });

  test('come after a process that died with the tree moved away: it is put back first', () => {
    const outdir = `${temporaryFolder()}/dist`;
    build(outdir, '1').synth();
    renameSync(outdir, join(dirname(outdir), `.dist.${DEAD}-1.old`));
    build(outdir, '2', ['laptop']).synth();

    expect(treeOf(outdir)['apps/prod/shop/c.yaml']).toContain('value: "1"');
    expect(besides(outdir)).toStrictEqual([]);
  });

  test('are made from nothing, too', () => {
    const outdir = `${temporaryFolder()}/dist`;
    build(outdir, '1', ['cloud']).synth();

    expect(filesIn(outdir)).toStrictEqual(CLOUD);
    expect(treeOf(outdir)['apps/prod/shop/c.yaml']?.startsWith(HEADER)).toBe(true);
  });
});
