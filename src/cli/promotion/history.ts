import { readRelease } from '../../releases/read-release';
import { git } from './git';
import { isSame, type Version, versionOf } from './version';

/** An app of a release file. */
export interface AppInFile {
  readonly file: string;
  readonly workspace: string;
  readonly app: string;
}

/** Whether a branch has, or ever had, a version of an app in a release file. */
export function everHad(tip: string, app: AppInFile, version: Version): boolean {
  return git.commitsOf(tip, app.file).some((commit) => hasAt(commit, app, version));
}

/** Whether a branch had a version of an app, and then another one. */
export function hadAndLeft(tip: string, app: AppInFile, version: Version): boolean {
  const had = git.commitsOf(tip, app.file).map((commit) => hasAt(commit, app, version));
  return had.includes(true, had.indexOf(false) + 1) && had.includes(false);
}

function hasAt(commit: string, { file, workspace, app }: AppInFile, version: Version): boolean {
  const text = git.text(commit, file) ?? '';
  // Most texts need not be parsed to see that they do not have it.
  const words = [...version.values()].filter((value) => typeof value === 'string');
  if (!words.every((word) => text.includes(word))) return false;
  return isSame(versionOf(readRelease(text), workspace, app, [...version.keys()]), version);
}
