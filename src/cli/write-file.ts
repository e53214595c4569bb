import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces the text of a file that is there, as a whole or not at all: whoever reads it meets the old text or the new
 * one. A link stays a link, and the file keeps its permissions.
 */
export function replaceFile(file: string, text: string): void {
  const target = realpathSync(file);
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const handle = openSync(beside, 'wx', statSync(target).mode);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
