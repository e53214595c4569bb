import { durationSeconds, type FlaggerDuration } from '../../../model/duration';
import type { Problem } from '../../../model/problem';
import { checkInteger } from '../../traffic/integer';
import type { Strategy } from '../strategy';
import type { CanaryWebhook } from './canary-webhook';
import type { HookContext } from './hook-context';
import { checkLoadRequest, loadRequest, type RequestOptions } from './load-request';
import { checkTesterFile } from './tester-file';
import { shellCommand } from './shell-command';

/** Options of {@link wrkTest}. */
export interface WrkTestOptions extends RequestOptions {
  /** Name of the hook. @default 'wrk-test' */
  readonly name?: string;
  /** Number of threads. @default 2 */
  readonly threads?: number;
  /** Connections that all threads share, at least one each. @default 10 */
  readonly connections?: number;
  /** How long one run lasts; Flagger starts it at every check, and the load tester runs it once at a time. @default '2m' */
  readonly duration?: FlaggerDuration;
  /** Absolute path of a Lua script in the load tester's container, which may make requests of its own. @default - none */
  readonly script?: string;
  /** URL of the load tester. @default - the team's own {@link LoadTester}, or the one that the cluster's teams share */
  readonly loadTester?: string;
}

/** As many requests as there are answers, as data: each Canary makes its own command of it. Made by {@link wrkTest}. */
export interface WrkTest extends WrkTestOptions {
  /** Tells this hook from the others. */
  readonly kind: 'wrk-test';
}

/**
 * Sends as many requests as the app answers during the analysis, with `wrk`. It knows no rate: a `loadTest` is gentler.
 *
 * @example
 * wrkTest({ connections: 4, script: '/files/checkout.lua' });
 */
export function wrkTest(options: WrkTestOptions = {}): WrkTest {
  return { kind: 'wrk-test', ...options };
}

/** The hook for one Canary. */
export function wrkTestWebhook(hook: WrkTest, context: HookContext): CanaryWebhook {
  const { name = 'wrk-test', threads = 2, connections = 10, duration = '2m', script } = hook;
  const { url, host, header } = loadRequest(hook, context);
  const headers = [...(host === undefined ? [] : [`Host: ${host}`]), ...(header === undefined ? [] : [header])];
  const cmd = shellCommand(
    ...['wrk', '-t', threads, '-c', connections, '-d', `${durationSeconds(duration)}s`],
    ...headers.flatMap((one) => ['-H', one]),
    ...(script === undefined ? [] : ['-s', script]),
    url,
  );
  return { name, type: 'rollout', url: hook.loadTester ?? context.loadTester, metadata: { type: 'cmd', cmd } };
}

/** What is wrong with the hook, whatever the target. */
export function checkWrkTest(prop: string, hook: WrkTest, strategy: Strategy): Problem[] {
  const { name = 'wrk-test', threads = 2, connections = 10, script } = hook;
  const numbers = [
    ...checkInteger(`${prop}.threads`, threads, 1),
    ...checkInteger(`${prop}.connections`, connections, 1),
  ];
  const remedy = 'wrk would refuse to start: give each thread a connection';
  const short: Problem = {
    prop: `${prop}.connections`,
    must: `be at least threads ${threads}`,
    got: connections,
    remedy,
  };
  return [
    ...checkLoadRequest(prop, name, hook, strategy),
    ...(numbers.length === 0 && connections < threads ? [short] : numbers),
    ...checkTesterFile(`${prop}.script`, script),
  ];
}
