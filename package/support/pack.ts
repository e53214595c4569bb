import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKED, REPOSITORY } from './packed';
import { mustRun, progress } from './run';
import { temporaryFolder } from './temporary-folder';

/** What an older build may have left in lib/: none of it may be packed. */
const STALE = ['lib/removed.js', 'lib/removed.d.ts', 'lib/main.js', 'lib/tsconfig.build.tsbuildinfo'];

/** Packs the package once for all test files, from a copy of what Git knows: a clone in which only `npm ci` was run. */
export default async function pack(): Promise<void> {
  progress('building and packing a copy of the repository');
  const folder = temporaryFolder('packed');
  process.env[PACKED] = join(folder, 'not-packed');
  const clone = join(folder, 'clone');
  const listed = await mustRun(REPOSITORY, 'git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const path of listed.split('\0')) {
    // A file may be deleted and not committed yet; node_modules is linked instead.
    if (path === '' || path === 'node_modules' || !existsSync(join(REPOSITORY, path))) continue;
    cpSync(join(REPOSITORY, path), join(clone, path), { recursive: true });
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(clone, 'node_modules'));
  mkdirSync(join(clone, 'lib'));
  for (const path of STALE) writeFileSync(join(clone, path), '');
  const output = await mustRun(clone, 'npm', [
    'run',
    '--silent',
    'pack',
    '--',
    '--silent',
    '--pack-destination',
    folder,
  ]);
  process.env[PACKED] = join(folder, output.trim().split('\n').at(-1) ?? '');
}
