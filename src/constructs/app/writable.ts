import type { Problem } from '../../model/problem';
import { checkFolder } from './volume';

/** The folders that a container writes to, and what the names of their volumes begin with. */
interface WritableFolders {
  readonly writable?: readonly string[];
  readonly volumePrefix: string;
}

/** The volumes of the folders that a container writes to: `/var/cache` is `var-cache`. */
export function writableVolumes({ writable = [], volumePrefix }: WritableFolders): string[] {
  return writable.map((folder) => {
    const words = folder.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return `${volumePrefix}${words.join('-')}`;
  });
}

/** Where a container sees them. */
export function writableMounts(folders: WritableFolders): object[] {
  const { writable = [] } = folders;
  return writableVolumes(folders).map((name, index) => ({ name, mountPath: writable[index] }));
}

/**
 * Checks the folders that a container writes to: each once, and not one where it mounts a volume.
 *
 * @param prop the prop that holds them, for the message.
 * @param writable the folders.
 * @param mounted the folders where it mounts volumes.
 */
export function checkWritable(prop: string, writable: readonly string[], mounted: readonly string[]): Problem[] {
  return writable.flatMap((got, index): Problem[] => {
    const taken = mounted.includes(got) || writable.indexOf(got) < index;
    const remedy = 'remove it here or where it stands already: one would hide the other';
    const twice: Problem[] = taken ? [{ prop, must: 'be folders where nothing else is mounted', got, remedy }] : [];
    return [...checkFolder(prop, got), ...twice];
  });
}
