import { readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { hasCode } from './file-error';
import { isAlive, ownMark } from './process-mark';

const PAUSE_MS = 20;
/** Longer than any synthesis takes. */
const PATIENCE_MS = 60_000;

/** Another synthesis kept the output for too long. */
export class LockedError extends Error {
  constructor(
    readonly path: string,
    readonly owner: string,
  ) {
    super(`${path} is held by ${owner}`);
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

function ownerOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'EINVAL')) return 'nobody';
    throw error;
  }
}

/** Removes the lock of a dead process, unless somebody else did so first and has taken it since. */
function removeStale(path: string, owner: string): void {
  const aside = `${path}.${ownMark()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = ownerOf(aside);
  if (moved !== undefined && moved !== owner) tryLock(path, moved);
  rmSync(aside, { force: true });
}

/** A link is made in one step together with what it says: a lock without an owner never exists. */
function tryLock(path: string, owner: string): boolean {
  try {
    symlinkSync(owner, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Takes the lock, waiting for another live process to give it back.
 *
 * @param path of the lock.
 * @param patience how long to wait, in milliseconds.
 * @returns gives the lock back.
 * @throws {LockedError} if a live process keeps it.
 */
export function takeLock(path: string, patience = PATIENCE_MS): () => void {
  for (let waited = 0; !tryLock(path, ownMark());) {
    const owner = ownerOf(path);
    if (owner === undefined) continue;
    if (!isAlive(owner)) removeStale(path, owner);
    else if (waited >= patience) throw new LockedError(path, owner);
    else {
      pause();
      waited += PAUSE_MS;
    }
  }
  return () => {
    if (ownerOf(path) === ownMark()) rmSync(path, { force: true });
  };
}
