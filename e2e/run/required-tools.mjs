// Programs of the system that tests use; Go is asked for only where something has to be built.
import { spawnSync } from 'node:child_process';
import { CannotBuild } from '../build/build.mjs';

const REQUIRED = {
  git: 'it serves and packs the repositories that Flux follows',
  curl: 'the load tester runs it, as acceptance tests of canaries tell it to',
};

/** Throws when one of them is missing. */
export function requireTools() {
  const missing = Object.keys(REQUIRED).filter((name) => spawnSync(name, ['--version']).error !== undefined);
  if (missing.length === 0) return;
  const why = missing.map((name) => `${name} (${REQUIRED[name]})`).join(' and ');
  throw new CannotBuild(`${why} must be installed, got nothing; install ${missing.join(' and ')}`);
}
