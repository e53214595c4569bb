import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hasCode } from './file-error';
import { isAlive, ownMark } from './process-mark';

const ATTEMPTS = 100;
let count = 0;

/** A name beside the target, for a tree of this process that is not yet, or no longer, the target. */
export function leftoverName(target: string, kind: 'new' | 'old'): string {
  count += 1;
  return join(dirname(target), `.${basename(target)}.${ownMark()}-${count}.${kind}`);
}

function leftoversOf(target: string): { readonly path: string; readonly kind: string }[] {
  const start = `.${basename(target)}.`;
  const pattern = /^([0-9]+-[0-9]+)-[0-9]+\.(new|old)$/;
  return readdirSync(dirname(target)).flatMap((name) => {
    const match = name.startsWith(start) ? pattern.exec(name.slice(start.length)) : null;
    if (match === null || isAlive(match[1] ?? '')) return [];
    return [{ path: join(dirname(target), name), kind: match[2] ?? '' }];
  });
}

/**
 * Clears up after processes that were killed. Killed between its two renames, one left no target: the old tree comes
 * back. The caller holds the lock.
 */
export function removeLeftovers(target: string): void {
  for (const { path, kind } of leftoversOf(target)) {
    if (kind === 'old' && !existsSync(target)) renameSync(path, target);
    else rmSync(path, { recursive: true, force: true });
  }
}

function renameIfThere(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Puts a whole tree in the place of another: both renames are atomic, so no mixture of the two is ever there. */
export function swapIn(tree: string, target: string): void {
  for (let attempt = 1; ; attempt += 1) {
    const old = leftoverName(target, 'old');
    const moved = renameIfThere(target, old);
    try {
      renameSync(tree, target);
      if (moved) rmSync(old, { recursive: true, force: true });
      return;
    } catch (error) {
      if (moved) discardOrRestore(old, target);
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST') || attempt === ATTEMPTS) throw error;
    }
  }
}

/** After a failed swap: brings the old tree back, unless somebody else put theirs there. */
function discardOrRestore(old: string, target: string): void {
  if (existsSync(target)) rmSync(old, { recursive: true, force: true });
  else renameSync(old, target);
}
