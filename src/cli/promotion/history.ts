import { readRelease } from '../../releases/read-release';
import { git } from './git';
import { isSame, type Version, versionOf } from './version';

/** An app of a release file. */
export interface AppInFile {
  readonly file: string;
  readonly workspace: string;
  readonly app: string;
}

/** Whether a branch has ever had a version of an app in a release file. */
export function everHad(tip: string, { file, workspace, app }: AppInFile, version: Version): boolean {
  const words = [...version.values()].filter((value) => typeof value === 'string');
  return git.commitsOf(tip, file).some((commit) => {
    const text = git.text(commit, file) ?? '';
    // Most commits need not be parsed to see that they are not it.
    if (!words.every((word) => text.includes(word))) return false;
    return isSame(versionOf(readRelease(text), workspace, app, [...version.keys()]), version);
  });
}
