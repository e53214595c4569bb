import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

  test('says what to install, and that it could not run', () => {
    const { status, stderr } = spawnSync(process.execPath, [E2E], {
      encoding: 'utf8',
      env: { PATH: empty, HOME: empty, XDG_CACHE_HOME: empty },
    });
    expect(stderr).toMatch(/^e2e: Go is not installed; .* install Go \d+\.\d+\S* or newer$/m);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });
});
