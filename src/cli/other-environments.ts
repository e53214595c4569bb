import { readdirSync } from 'node:fs';
import { posix } from 'node:path';

/** For a release file that is not there: which there are beside it, worded to follow a message. */
export function otherEnvironments(file: string): string {
  const names = releaseFiles(posix.dirname(file));
  return names.length === 0 ? '' : ` (there are: ${names.join(', ')})`;
}

function releaseFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    return names.sort().map((name) => posix.join(folder, name));
  } catch {
    // No folder, no others: the message about the file says enough.
    return [];
  }
}
