import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import type { Word } from './word';

/** Folders that a path may go on with. They end in a slash, so that a shell goes on from there. */
export function folderWords(typed: string): Word[] {
  const above = typed.slice(0, typed.lastIndexOf('/') + 1);
  const hidden = typed.slice(above.length).startsWith('.');
  try {
    return readdirSync(above === '' ? '.' : posix.normalize(above), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && (hidden || !entry.name.startsWith('.')))
      .map(({ name }) => ({ word: `${above}${name}/` }))
      .sort((a, b) => (a.word < b.word ? -1 : 1));
  } catch {
    // No such folder: nothing to offer.
    return [];
  }
}
