import type { Stats } from 'node:fs';
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { asFileError, hasCode } from './file-error';
import { SynthError } from './synth-error';

/** An error about the output folder, which belongs to no construct. */
export function outputError(folder: string, rule: string, got: string, remedy: string): SynthError {
  return new SynthError([
    { path: '', message: `output folder ${JSON.stringify(folder)} must ${rule}, got ${got}; ${remedy}` },
  ]);
}

/** Turns what the file system says into a message people can act on; anything else stays as it is. */
export function explainFileError(folder: string, error: unknown): unknown {
  const fileError = asFileError(error);
  if (fileError === undefined) return error;
  const { code, syscall, path } = fileError;
  const where = path === undefined ? '' : ` at ${JSON.stringify(relative(process.cwd(), path))}`;
  const got = `${code} from ${syscall}${where}`;
  return outputError(folder, 'be writable', got, 'check permissions and free space, or choose another folder with -o');
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** The nearest part of the path that exists. */
function existingPart(path: string): string {
  let part = path;
  while (lstatSync(part, { throwIfNoEntry: false }) === undefined && dirname(part) !== part) part = dirname(part);
  return part;
}

/**
 * Checks that a folder may be replaced as a whole.
 *
 * @param folder as the user wrote it.
 * @returns its full path, links followed.
 * @throws {SynthError} if it is a file, holds the working directory, or lies below a file.
 */
export function outputTarget(folder: string): string {
  const path = resolve(folder);
  try {
    const stats = statOf(path);
    if (stats !== undefined && !stats.isDirectory()) {
      throw outputError(folder, 'be a folder', 'a file', 'remove the file or choose another folder with -o');
    }
    if (stats === undefined) checkParent(folder, path);
    const target =
      stats === undefined
        ? resolve(realpathSync(existingPart(path)), relative(existingPart(path), path))
        : realpathSync(path);
    checkPlace(folder, target);
    return target;
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) throw belowFile(folder);
    throw explainFileError(folder, error);
  }
}

function belowFile(folder: string): SynthError {
  return outputError(folder, 'lie in a folder', 'a path through a file', 'choose another folder with -o');
}

function checkParent(folder: string, path: string): void {
  const part = existingPart(path);
  const stats = statOf(part);
  if (stats === undefined) {
    const got = `${JSON.stringify(relative(process.cwd(), part))}, a link to nothing`;
    throw outputError(folder, 'lie in a folder', got, 'remove the link, or make the folder that it names');
  }
  if (!stats.isDirectory()) throw belowFile(folder);
}

function checkPlace(folder: string, target: string): void {
  const here = realpathSync(process.cwd());
  const above = target === here || basename(target) === '' || here.startsWith(`${target}${sep}`);
  if (!above) return;
  throw outputError(
    folder,
    'not hold the working directory',
    JSON.stringify(target),
    'synth replaces it as a whole: choose a folder below',
  );
}
