import { buildSync } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../../..');

/** `cpd` as a program of its own, for what can only be seen from outside of the process. */
export class Program {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cpd-program-'));
  /** A folder to put in front of PATH: it holds a `cpd`. */
  readonly bin = join(this.folder, 'bin');
  /** The script, for Node. */
  readonly script = join(this.folder, 'lib/cli/cpd.cjs');

  constructor() {
    buildSync({
      entryPoints: [join(PROJECT, 'src/cli/cpd.ts')],
      outfile: this.script,
      bundle: true,
      platform: 'node',
      logLevel: 'error',
    });
    for (const name of ['node_modules', 'templates', 'package.json'])
      symlinkSync(join(PROJECT, name), join(this.folder, name));
    mkdirSync(this.bin);
    const command = join(this.bin, 'cpd');
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${this.script}' "$@"\n`, { mode: 0o755 });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
