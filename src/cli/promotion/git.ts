import { spawnSync } from 'node:child_process';
import { UsageError } from '../usage-error';

/** The most bytes of one answer: a file of release data, or a folder of manifests. */
const MOST = 2 ** 28;

/** What Git knows of the repository around this folder. It reads what is there already, and asks no network. */
export const git = {
  /** The commit that a name stands for: a branch, a tag, a commit. */
  commit(revision: string): string | undefined {
    return answer('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)?.trimEnd();
  },

  /** Whether a commit is another one, or in its history. */
  isAncestor(commit: string, tip: string): boolean {
    return answer('merge-base', '--is-ancestor', commit, tip) !== undefined;
  },

  /** Whether this folder is in a repository. */
  isHere(): boolean {
    return answer('rev-parse', '--git-dir') !== undefined;
  },

  /** The text of a file at a commit; the path is relative to this folder. */
  text(commit: string, path: string): string | undefined {
    return answer('cat-file', 'blob', `${commit}:./${path}`);
  },

  /** What is in a folder at a commit, by path; nothing where there is no such folder. */
  filesIn(commit: string, folder: string): string[] {
    const found = answer('ls-tree', '-z', '--name-only', commit, '--', `${folder}/`) ?? '';
    return found.split('\0').filter((path) => path !== '');
  },

  /**
   * The commits that a branch has pointed at and that changed a file, the newest first. What a pull request had in
   * between is not among them: no cluster has seen it.
   */
  commitsOf(tip: string, path: string): string[] {
    const found = answer('log', '--format=%H', '--first-parent', tip, '--', path) ?? '';
    return found.split('\n').filter((commit) => commit !== '');
  },
};

function answer(...args: readonly string[]): string | undefined {
  const { status, stdout, error } = spawnSync('git', args, {
    encoding: 'utf8',
    maxBuffer: MOST,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A partial clone would fetch what it lacks.
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1' },
  });
  if (error) throw new UsageError(`git must be there to read the repository, got ${error.message}; install it`);
  return status === 0 ? stdout : undefined;
}
