import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from './synth-folder';

const repository = resolve(__dirname, '../..');

/** How a program ended. */
export interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A project of its own that uses this repository's sources and runner: `lib` in its sources is `src` here. */
export function temporaryProject(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(repository, 'src'), join(folder, 'lib'));
  const runner = join(repository, 'scripts/run-app.mjs');
  write(folder, 'cdk8s.yaml', `language: typescript\napp: node ${runner} main.ts\noutput: .out\n`);
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Runs a program in a folder. */
export function run(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ending> {
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', NODE_OPTIONS: '', ...environment };
  const child = spawn(process.execPath, args, { cwd: folder, env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((end, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      end({ code, out, err });
    });
  });
}

/** Runs the project's app as `cdk8s.yaml` does. */
export function runApp(folder: string, ...args: string[]): Promise<Ending> {
  return run(folder, [join(repository, 'scripts/run-app.mjs'), ...args]);
}

/** Runs the cdk8s command line. */
export function cdk8s(folder: string, ...args: string[]): Promise<Ending> {
  return run(folder, [join(repository, 'node_modules/cdk8s-cli/bin/cdk8s'), ...args]);
}
