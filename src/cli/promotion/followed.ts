import { valueText } from '../../model/problem';
import { closest } from '../../releases/closest';
import { readClusterFolders } from '../tree/cluster-folders';
import { Manifests } from '../tree/manifests';
import { UsageError } from '../usage-error';
import { git } from './git';

/** Where synth writes manifests, and whose branches they name. */
export const DIST = 'dist';

/** For help: which commit is taken when none is named. */
export const DEFAULT_COMMIT = `origin/BRANCH, which ${DIST}/ says it follows`;

/** The commit that an environment runs. */
export interface FollowedCommit {
  /** How messages call it: `origin/dev`. */
  readonly at: string;
  readonly commit: string;
  /** The newest commit of the branch that the environment follows, where it is known; otherwise that commit. */
  readonly tip: string;
}

/** Knows which commits environments run. The remote's branches count, not those here: what was not pushed no cluster has seen. */
export class Followed {
  private readonly branches: ReadonlyMap<string, string | undefined>;
  private readonly found = new Map<string, FollowedCommit>();

  constructor() {
    if (!git.isHere())
      throw new UsageError('what has run must be in a Git repository, got a folder outside of one; change to one');
    const workspaces = readClusterFolders(new Manifests(DIST)).flatMap((folder) => folder.workspaces);
    this.branches = new Map(workspaces.map(({ env, team, branch }) => [`${env}/${team}`, branch]));
  }

  /**
   * The commit that an environment runs for a workspace.
   *
   * @param option the option that may name it.
   * @param at what that names.
   */
  commit(environment: string, workspace: string, option: string, at: string | undefined): FollowedCommit {
    const branch = this.branches.get(`${environment}/${workspace}`);
    if (branch === undefined && at === undefined) {
      const where = `where ${DIST}/ does not say which branch ${environment} follows for ${workspace}`;
      throw new UsageError(
        `--${option} must be given ${where}, got nothing; ${this.remedy(environment, workspace, option)}`,
      );
    }
    const key = `${branch}\n${at}`;
    // Thousands of workspaces follow a handful of branches.
    const found = this.found.get(key) ?? find(environment, branch, option, at);
    this.found.set(key, found);
    return found;
  }

  private remedy(environment: string, workspace: string, option: string): string {
    const asked = `${environment}/${workspace}`;
    const near = this.branches.has(asked) ? undefined : closest(asked, this.branches.keys());
    const [env, team] = near?.split('/') ?? [];
    return env === undefined || team === undefined
      ? `for example --${option} origin/${environment}`
      : `did you mean workspace ${team} of ${env}?`;
  }
}

function find(environment: string, branch: string | undefined, option: string, at: string | undefined): FollowedCommit {
  const name = `origin/${branch}`;
  const tip = branch === undefined ? undefined : git.commit(`refs/remotes/${name}`);
  if (at === undefined) {
    if (tip !== undefined) return { at: name, commit: tip, tip };
    const remedy = `run "git fetch origin", or name the commit that ${environment} runs: --${option}`;
    throw new UsageError(`${name} must be a branch of this repository, got nothing; ${remedy}`);
  }
  const commit = git.commit(at);
  if (commit === undefined)
    throw new UsageError(
      `--${option} must be a commit of this repository, got ${valueText(at)}; run "git fetch origin"`,
    );
  if (tip === undefined || git.isAncestor(commit, tip)) return { at, commit, tip: tip ?? commit };
  const must = `--${option} must be a commit of ${name}, which ${environment} follows`;
  throw new UsageError(`${must}, got ${valueText(at)}; merge it there first`);
}
