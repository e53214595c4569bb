import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const E2E = resolve(__dirname, '../../e2e/index.mjs');

describe('npm run e2e on a machine that lacks what it needs', () => {
  let empty = '';
  beforeEach(() => {
    empty = mkdtempSync(join(tmpdir(), 'no-tools-'));
  });
  afterEach(() => {
    rmSync(empty, { recursive: true });
  });

  const run = (...tools: string[]): { status: number | null; stderr: string } => {
    for (const name of tools) writeFileSync(join(empty, name), '#!/bin/sh\n', { mode: 0o755 });
    const env = { PATH: empty, HOME: empty, XDG_CACHE_HOME: empty };
    return spawnSync(process.execPath, [E2E], { encoding: 'utf8', env });
  };

  test('says which programs of the system to install, and that it could not run', () => {
    const { status, stderr } = run('git');
    expect(stderr).toMatch(/^e2e: curl \(.*\) must be installed, got nothing; install curl$/m);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });

  test('says which Go to install where programs have to be built', () => {
    const { status, stderr } = run('git', 'curl');
    expect(stderr).toMatch(/^e2e: Go is not installed; .* install Go \d+\.\d+\S* or newer$/m);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });
});
