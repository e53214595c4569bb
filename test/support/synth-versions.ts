import { HEADER } from '../../src/synth/file-text';

/** The files of a tree in some version: one third is the same in all versions, one third differs, one third is its own. */
export function versionFiles(version: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < 20; index += 1) {
    const folder = `apps/dev/team-${index % 4}`;
    files[`${folder}/same-${index}.yaml`] = `${HEADER}same: ${index}\n`;
    files[`${folder}/differs-${index}.yaml`] = `${HEADER}version: ${version}\n`.repeat(20 + index);
    files[`${folder}/own-${version}-${index}.yaml`] = `${HEADER}version: ${version}\n`;
  }
  return files;
}
