import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from './fences';

/** What the release files hold that a page names and does not show. */
const UNSHOWN = 'shop: { backend: { tag: 6.9.4 } }\n';

/** Runs something in a folder that has this repository's `dist`, and release files of its own. */
export function inFolder<Result>(releases: ReadonlyMap<string, string>, run: () => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'cpd-page-'));
  const before = process.cwd();
  try {
    symlinkSync(join(PROJECT, 'dist'), join(folder, 'dist'));
    mkdirSync(join(folder, 'releases'));
    for (const name of ['dev', 'prod']) writeFileSync(join(folder, `releases/${name}.yaml`), UNSHOWN);
    for (const [path, text] of releases) writeFileSync(join(folder, path), text);
    process.chdir(folder);
    return run();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
