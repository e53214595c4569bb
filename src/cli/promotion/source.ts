import { readDocuments, YamlReadError } from '../../manifest/yaml-reader';
import { readRelease, type ReadRelease } from '../../releases/read-release';
import { located } from '../../releases/release-problem';
import type { PromoteArguments } from '../promote-arguments';
import { readApps } from '../tree/apps';
import { fieldOf, listOf } from '../tree/fields';
import type { App } from '../tree/fleet';
import { UsageError } from '../usage-error';
import { DIST, type Followed, type FollowedCommit } from './followed';
import { git } from './git';

/** What an environment runs, as far as Git can know: its release data and manifests at the commit that it follows. */
export interface Source extends FollowedCommit {
  readonly release: ReadRelease;
  /** The folder of the workspace's manifests. */
  readonly folder: string;
  /** What the manifests run. */
  readonly apps: readonly App[];
  /** What keeps it from being read. */
  readonly problems: readonly string[];
}

/** Reads what an environment runs of a workspace. */
export function readSource(
  asked: Pick<PromoteArguments, 'workspace' | 'from' | 'fromFile' | 'at'>,
  followed: Followed,
): Source {
  const { at, commit, tip } = followed.commit(asked.from, asked.workspace, 'at', asked.at);
  const text = git.text(commit, asked.fromFile);
  if (text === undefined)
    throw new UsageError(`${asked.fromFile} must be on ${at}, got no file of that name there; correct --from or --at`);
  const release = readRelease(text);
  const folder = `${DIST}/apps/${asked.from}/${asked.workspace}`;
  const { apps, problems } = appsIn(commit, folder);
  const wrong = located(`${asked.fromFile} on ${at}`, release.problems);
  return { at, commit, tip, release, folder, apps, problems: [...wrong, ...problems] };
}

function appsIn(commit: string, folder: string): { readonly apps: readonly App[]; readonly problems: string[] } {
  const problems: string[] = [];
  const manifests = git
    .filesIn(commit, folder)
    .filter((path) => /\.ya?ml$/.test(path))
    .flatMap((path) => {
      try {
        const documents = readDocuments(git.text(commit, path) ?? '', path);
        return documents.flatMap(({ value }) => (fieldOf(value, 'kind') === 'List' ? listOf(value, 'items') : [value]));
      } catch (error) {
        if (!(error instanceof YamlReadError)) throw error;
        problems.push(error.message);
        return [];
      }
    });
  return { apps: readApps(manifests).apps, problems };
}
