import { readDocuments, YamlReadError } from '../../manifest/yaml-reader';
import { readRelease, type ReadRelease } from '../../releases/read-release';
import { located } from '../../releases/release-problem';
import { valueText } from '../../model/problem';
import type { PromoteArguments } from '../promote-arguments';
import { readApps } from '../tree/apps';
import { readClusterFolders } from '../tree/cluster-folders';
import { fieldOf, listOf } from '../tree/fields';
import type { App } from '../tree/fleet';
import { Manifests } from '../tree/manifests';
import { UsageError } from '../usage-error';
import { git } from './git';

const DIST = 'dist';

/** For help: which commit is taken when none is named. */
export const DEFAULT_COMMIT = `origin/BRANCH, which ${DIST}/ says it follows`;

/** What an environment runs, as far as Git can know: its release data and manifests at the commit that it follows. */
export interface Source {
  /** How messages call the commit: `origin/dev`. */
  readonly at: string;
  readonly commit: string;
  /** The newest commit of the branch that the environment follows, where it is known; otherwise that commit. */
  readonly tip: string;
  readonly release: ReadRelease;
  /** The folder of the workspace's manifests. */
  readonly folder: string;
  /** What the manifests run. */
  readonly apps: readonly App[];
  /** What keeps it from being read. */
  readonly problems: readonly string[];
}

/** Reads what an environment runs of a workspace. */
export function readSource(asked: Pick<PromoteArguments, 'workspace' | 'from' | 'fromFile' | 'at'>): Source {
  const { at, commit, tip } = followed(asked.from, asked.workspace, 'at', asked.at);
  const text = git.text(commit, asked.fromFile);
  if (text === undefined)
    throw new UsageError(`${asked.fromFile} must be on ${at}, got no file of that name there; correct --from or --at`);
  const release = readRelease(text);
  const folder = `${DIST}/apps/${asked.from}/${asked.workspace}`;
  const { apps, problems } = appsIn(commit, folder);
  const wrong = located(`${asked.fromFile} on ${at}`, release.problems);
  return { at, commit, tip, release, folder, apps, problems: [...wrong, ...problems] };
}

/**
 * The commit that an environment runs for a workspace. The remote's branch counts, not the one here: what was not pushed no
 * cluster has seen.
 *
 * @param option the option that may name the commit.
 * @param at what it names.
 */
export function followed(
  environment: string,
  workspace: string,
  option: string,
  at: string | undefined,
): Pick<Source, 'at' | 'commit' | 'tip'> {
  if (!git.isHere())
    throw new UsageError(`what ${environment} runs must be in a Git repository, got a folder outside of one`);
  const branch = branchOf(environment, workspace);
  const tip = branch === undefined ? undefined : git.commit(`refs/remotes/origin/${branch}`);
  if (at !== undefined) {
    const commit = git.commit(at);
    if (commit === undefined)
      throw new UsageError(`--${option} must be a commit of this repository, got ${valueText(at)}`);
    if (tip === undefined || git.isAncestor(commit, tip)) return { at, commit, tip: tip ?? commit };
    const has = `--${option} must be a commit of origin/${branch}, which ${environment} follows`;
    throw new UsageError(`${has}, got ${valueText(at)}; merge it there first`);
  }
  if (branch === undefined) {
    const where = `where ${DIST}/ does not say which branch ${environment} follows for ${workspace}`;
    throw new UsageError(
      `--${option} must be given ${where}, got nothing; for example --${option} origin/${environment}`,
    );
  }
  if (tip !== undefined) return { at: `origin/${branch}`, commit: tip, tip };
  const remedy = `run "git fetch origin", or name the commit that ${environment} runs: --${option}`;
  throw new UsageError(`origin/${branch} must be a branch of this repository, got nothing; ${remedy}`);
}

function branchOf(environment: string, workspace: string): string | undefined {
  const workspaces = readClusterFolders(new Manifests(DIST)).flatMap((folder) => folder.workspaces);
  return workspaces.find(({ env, team }) => env === environment && team === workspace)?.branch;
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
