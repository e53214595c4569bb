import { execFileSync } from 'node:child_process';

/** Runs git with nobody's configuration. */
export function git(folder: string, ...args: string[]): string {
  const author = { GIT_AUTHOR_NAME: 'e2e', GIT_AUTHOR_EMAIL: 'e2e@example.com' };
  const committer = { GIT_COMMITTER_NAME: 'e2e', GIT_COMMITTER_EMAIL: 'e2e@example.com' };
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      ...author,
      ...committer,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
