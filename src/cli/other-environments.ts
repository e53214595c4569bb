import { readdirSync } from 'node:fs';
import { posix } from 'node:path';

const SUFFIX = '.yaml';

/** For a release file that is not there: which there are beside it, worded to follow a message. */
export function otherEnvironments(file: string): string {
  const folder = posix.dirname(file);
  const files = environmentNames(folder).map((name) => posix.join(folder, `${name}${SUFFIX}`));
  return files.length === 0 ? '' : ` (there are: ${files.join(', ')})`;
}

/** The environments that have a release file in a folder, sorted. */
export function environmentNames(folder: string): string[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
    return files.map((name) => name.slice(0, -SUFFIX.length)).sort();
  } catch {
    // No folder, no others: the message about the file says enough.
    return [];
  }
}
