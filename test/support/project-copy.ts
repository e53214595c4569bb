import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');
const COPIED = ['src', 'releases', 'scripts', 'dist', 'cdk8s.yaml', 'package.json', 'tsconfig.json'];

/** What one run of the CLI gave. */
export interface SynthRun {
  readonly status: number | null;
  readonly output: string;
}

/** This repository, or a project in it, in a folder of its own, where tests may edit it and run the README's command. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'project-copy-'));

  /**
   * @param root folder of the project.
   * @param names what of it is copied.
   */
  constructor(root = PROJECT, names: readonly string[] = COPIED) {
    for (const name of names) cpSync(join(root, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Runs `cdk8s synth` as a user does, with nothing built in between. */
  synth(environment: Readonly<Record<string, string>> = {}, args: readonly string[] = []): SynthRun {
    const cli = join('node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'synth', ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', CDK8S_OUTDIR: undefined, ...environment },
    });
    return { status, output: stdout + stderr };
  }

  /** Replaces text in a file; the text must be there. */
  edit(file: string, from: string, to: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    writeFileSync(path, text.replace(from, to));
  }

  /** Writes a file. */
  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Every file below a folder, by path, with its text. */
  files(folder = 'dist'): Map<string, string> {
    const root = join(this.folder, folder);
    const paths = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return new Map(paths.sort().map((path) => [relative(root, path), readFileSync(path, 'utf8')]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Paths whose text differs between two trees, or that only one of them has. */
export function changedPaths(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}
