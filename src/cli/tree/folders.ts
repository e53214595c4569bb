import { posix } from 'node:path';
import { readApps } from './apps';
import { byName } from './fields';
import type { AppFolder } from './fleet';
import type { Manifests } from './manifests';

/** So many folders are no tree of manifests but somebody's disk. */
const MOST_FOLDERS = 2000;

/** The folders below a tree that hold apps: what a team's own repository is, as far as its manifests tell. */
export function readFolders(tree: Manifests): AppFolder[] {
  const found: AppFolder[] = [];
  const waiting = ['.'];
  let seen = 0;
  for (let path = waiting.pop(); path !== undefined && seen < MOST_FOLDERS; path = waiting.pop()) {
    seen += 1;
    const { apps, splits } = readApps(tree.inFolder(path));
    if (apps.length > 0 || splits.length > 0) found.push({ path, apps, splits });
    const below = tree.folders(path).filter((name) => !name.startsWith('.') && name !== 'node_modules');
    for (const name of below) waiting.push(posix.join(path, name));
  }
  if (seen === MOST_FOLDERS) {
    tree.problems.push(`a tree must have at most ${MOST_FOLDERS} folders, got more; name the one that holds manifests`);
  }
  return found.sort(byName(({ path }) => path));
}
