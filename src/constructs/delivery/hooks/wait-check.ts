import { durationSeconds } from '../../../model/duration';
import type { Problem } from '../../../model/problem';
import type { RenderedHook } from './canary-hook';
import type { CanaryWebhook } from './canary-webhook';
import { answerAt, endpointOf } from './load-tester-url';

/** The hooks that may all be called at one check, time after time; the others are called once in a rollout. */
const AT_EVERY_CHECK: readonly string[] = ['rollback', 'rollout', 'confirm-traffic-increase', 'confirm-promotion'];

/** Flagger's, for hooks that give none. */
const DEFAULT_TIMEOUT = '10s';

/** Seconds before the first further try; doubled for each one after it, up to {@link LONGEST_PAUSE}. */
const FIRST_PAUSE = 1;
const LONGEST_PAUSE = 30;

/**
 * Checks that hooks without an answer cannot take longer than the time between two checks. Flagger calls one after the
 * other and leaves out the checks that it misses meanwhile.
 */
export function checkWaits(
  hooks: readonly RenderedHook[],
  interval: string,
  loadTesters: readonly string[],
): Problem[] {
  const waiting = hooks.map(({ webhook }) => webhook).filter((webhook) => mayWait(webhook, loadTesters));
  const longest = waiting.reduce((sum, webhook) => sum + longestWait(webhook), 0);
  // What is not a duration is reported where it is given.
  if (waiting.length === 0 || !(longest > durationSeconds(interval))) return [];
  const must = `take at most the interval ${interval} together, in ${waiting.map(({ name }) => name).join(', ')}`;
  const remedy =
    'Flagger would miss checks when they do not answer: lower timeout or retries, or lengthen the interval';
  return [{ prop: 'webhooks: timeouts and retries', must, got: `${longest}s`, remedy }];
}

/** A load tester answers at once, unless it runs a task to its end first. */
function mayWait({ type, url, metadata }: CanaryWebhook, loadTesters: readonly string[]): boolean {
  if (!AT_EVERY_CHECK.includes(type)) return false;
  const endpoint = endpointOf(url, loadTesters);
  if (endpoint === undefined) return true;
  return answerAt(endpoint) === 'task' && (metadata?.type ?? 'cmd') !== 'cmd';
}

function longestWait({ timeout = DEFAULT_TIMEOUT, retries = 0 }: CanaryWebhook): number {
  let pauses = 0;
  for (let tried = 0, pause = FIRST_PAUSE; tried < retries && pauses < 3600; tried += 1) {
    pauses += pause;
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
  return durationSeconds(timeout) * (retries + 1) + pauses;
}
