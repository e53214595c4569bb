import { run } from '../../../src/cli/run';
import type { Terminal } from '../../../src/cli/terminal';

/** What a run of `cpd` gave. */
export interface CpdRun {
  readonly code: number;
  readonly out: string[];
  readonly error: string[];
}

/** Runs `cpd` in this process; a line that it writes is an item, help as a whole is one too. */
export function cpd(args: readonly string[], colors?: Terminal['colors']): CpdRun {
  const [out, error]: [string[], string[]] = [[], []];
  const code = run(args, { out: (line) => out.push(line), error: (line) => error.push(line), colors });
  return { code, out, error };
}

/** Runs `cpd` with `--json` and returns its exit code and the document; anything on the error output is a mistake. */
export function cpdJson(...args: readonly string[]): { readonly code: number; readonly document: unknown } {
  const { code, out, error } = cpd(['--json', ...args]);
  if (error.length > 0) throw new Error(error.join('\n'));
  return { code, document: JSON.parse(out.join('\n')) as unknown };
}
