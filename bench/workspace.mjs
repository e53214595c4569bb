// Where the benchmark writes: in memory if it can, since a busy disk hides what is measured.
import { mkdirSync, mkdtempSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const TMPFS_MAGIC = 0x01021994;
const SPACE_NEEDED = 512 * 1024 * 1024;

/** Makes a folder for inputs and outputs, gone when the process ends; `inMemory` says whether it is on tmpfs. */
export function makeWorkspace() {
  const memory = ['/dev/shm', tmpdir()].find(isRoomyTmpfs);
  const folder = mkdtempSync(join(memory ?? tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  return { folder, inMemory: memory !== undefined };
}

function isRoomyTmpfs(path) {
  if (process.platform !== 'linux') return false;
  try {
    const { type, bavail, bsize } = statfsSync(path);
    return type === TMPFS_MAGIC && bavail * bsize >= SPACE_NEEDED;
  } catch {
    return false;
  }
}

/**
 * Compiles the benchmark's apps with all of the toolkit behind them, as the package is: JavaScript, other packages
 * loaded from node_modules, and nothing left out because this app does not use it.
 */
export function compileApps(root, folder, names) {
  const outdir = join(folder, 'apps');
  mkdirSync(outdir, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  buildSync({
    absWorkingDir: root,
    entryPoints: names.map((name) => join(root, 'bench', 'apps', `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    treeShaking: false,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  });
  return (name) => join(outdir, `${name}.cjs`);
}
