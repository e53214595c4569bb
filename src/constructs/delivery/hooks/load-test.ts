import type { FlaggerDuration } from '../../../model/duration';
import type { Problem } from '../../../model/problem';
import { checkInteger } from '../../traffic/integer';
import type { Strategy } from '../strategy';
import type { CanaryWebhook } from './canary-webhook';
import type { HookContext } from './hook-context';
import { checkLoadRequest, loadRequest, type RequestOptions } from './load-request';
import { shellCommand } from './shell-command';

/** Options of {@link loadTest}. */
export interface LoadTestOptions extends RequestOptions {
  /** Name of the hook. @default 'load-test' */
  readonly name?: string;
  /** Requests per second of each worker. @default 10 */
  readonly rate?: number;
  /** Number of workers. @default 2 */
  readonly workers?: number;
  /** How long one run lasts; Flagger starts it at every check, and the load tester runs it once at a time. @default '2m' */
  readonly duration?: FlaggerDuration;
  /** URL of the load tester. @default - the team's own {@link LoadTester}, or the one that the cluster's teams share */
  readonly loadTester?: string;
}

/** A load on the canary while it is analysed, as data: each Canary makes its own command of it. Made by {@link loadTest}. */
export interface LoadTest extends LoadTestOptions {
  /** Tells this hook from the others. */
  readonly kind: 'load-test';
}

/**
 * Keeps requests coming during the analysis, with `hey`; without any, Flagger finds no values and stops. The requests go
 * where the strategy tests the canary: to the split for a canary, with a matching header for an A/B test, to the canary
 * itself for blue/green.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   analysis: { webhooks: [loadTest({ rate: 20 })] },
 * });
 */
export function loadTest(options: LoadTestOptions = {}): LoadTest {
  return { kind: 'load-test', ...options };
}

/** The hook for one Canary. */
export function loadTestWebhook(hook: LoadTest, context: HookContext): CanaryWebhook {
  const { name = 'load-test', rate = 10, workers = 2, duration = '2m', loadTester = context.loadTester } = hook;
  const { url, host, header } = loadRequest(hook, context);
  const cmd = shellCommand(
    ...['hey', '-z', duration, '-q', rate, '-c', workers],
    ...(header === undefined ? [] : ['-H', header]),
    ...(host === undefined ? [] : ['-host', host]),
    url,
  );
  return { name, type: 'rollout', url: loadTester, metadata: { type: 'cmd', cmd } };
}

/** What is wrong with the hook, whatever the target. */
export function checkLoadTest(prop: string, hook: LoadTest, strategy: Strategy): Problem[] {
  const { name = 'load-test', rate = 10, workers = 2 } = hook;
  return [
    ...checkLoadRequest(prop, name, hook, strategy),
    ...checkInteger(`${prop}.rate`, rate, 1),
    ...checkInteger(`${prop}.workers`, workers, 1),
  ];
}
