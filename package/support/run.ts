import { spawn } from 'node:child_process';

/** How a program ended. */
export interface Ending {
  readonly code: number | null;
  /** What it wrote on both streams. */
  readonly output: string;
}

/** Takes away what Jest sets, and what would change where or how programs write. */
const PLAIN: NodeJS.ProcessEnv = {
  NODE_ENV: undefined,
  NODE_OPTIONS: undefined,
  JEST_WORKER_ID: undefined,
  JEST_TOTALS: undefined,
  CDK8S_OUTDIR: undefined,
  CPD_CLUSTERS: undefined,
  CDK8S_CHECK_UPGRADE: 'false',
  // A user's laptop, wherever this runs: on CI Jest writes no snapshot.
  CI: 'false',
  FORCE_COLOR: undefined,
  NO_COLOR: '1',
};

/** Says what a long step is about to do; Jest would say nothing until the test file is through. */
export function progress(text: string): void {
  process.stderr.write(`package: ${text}\n`);
}

/** Runs a program in a folder. */
export function run(
  folder: string,
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ending> {
  const env = { ...process.env, ...PLAIN, ...environment };
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const add = (data: Buffer) => (output += data.toString());
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return new Promise((end, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      end({ code, output });
    });
  });
}

/**
 * Runs a program that must succeed, and gives what it wrote.
 *
 * @throws {Error} with what it wrote, if it does not.
 */
export async function mustRun(folder: string, command: string, args: readonly string[]): Promise<string> {
  const { code, output } = await run(folder, command, args);
  const line = [command, ...args].join(' ');
  if (code !== 0) throw new Error(`${line} must succeed, got exit code ${code ?? 'none'}:\n${output}`);
  return output;
}
