import { execFileSync } from 'node:child_process';
import { FileTree } from './file-tree';

/** Runs git with nobody's configuration. */
export function git(folder: string, ...args: readonly string[]): string {
  const person = { NAME: 'test', EMAIL: 'test@example.com' };
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap((who) =>
          Object.entries(person).map(([key, value]) => [`GIT_${who}_${key}`, value]),
        ),
      ),
    },
  }).trimEnd();
}

/** A folder of files in a Git repository, whose remote-tracking branches are written by hand. */
export class GitRepository extends FileTree {
  constructor(files: Readonly<Record<string, string>>) {
    super(files);
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.commit();
  }

  git(...args: readonly string[]): string {
    return git(this.folder, ...args);
  }

  /** Commits all that is there. */
  commit(): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'change');
  }

  /** Commits all that is there, and has the remote's branch be that commit. */
  push(branch = 'main'): void {
    this.commit();
    this.git('update-ref', `refs/remotes/origin/${branch}`, 'HEAD');
  }
}
