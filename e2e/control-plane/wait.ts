import { setTimeout as sleep } from 'node:timers/promises';

/** How long a condition may take to come true, unless told otherwise. Generous: it costs time only where a test fails anyway. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = 50;

/** Options of {@link until}. */
export interface UntilOptions {
  /** @default 90000 */
  readonly milliseconds?: number;
  /** How long to wait between two questions. @default 50 */
  readonly pause?: number;
  /** Said when time is up: what was there instead. @default - nothing */
  readonly instead?: () => unknown;
}

/** Waits until a question has an answer. Throws what it was about, and the last error, when it takes too long. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  options: UntilOptions = {},
): Promise<T> {
  const deadline = Date.now() + (options.milliseconds ?? PATIENCE_MS);
  let problem: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
      problem = undefined;
    } catch (error) {
      if (error instanceof NeverError) throw error;
      problem = error;
    }
    await sleep(options.pause ?? PAUSE_MS);
  }
  const instead =
    options.instead === undefined ? '' : `; instead: ${JSON.stringify(await options.instead(), undefined, 1)}`;
  const cause = problem instanceof Error ? `; last error: ${problem.message}` : '';
  throw new Error(`waited in vain until ${what}${cause}${instead}`);
}

/** Waiting any longer makes no sense. */
export class NeverError extends Error {}
