import type { FlaggerDuration } from '../../../model/duration';
import type { Problem } from '../../../model/problem';
import type { CanaryWebhook } from './canary-webhook';
import { canaryUrl, type HookContext } from './hook-context';
import { checkPath } from './load-request';
import { shellCommand } from './shell-command';

/** Options of {@link acceptanceTest}. */
export interface AcceptanceTestOptions {
  /** Name of the hook. @default 'acceptance-test' */
  readonly name?: string;
  /** Path to request. @default '/' */
  readonly path?: string;
  /** Body to post. @default - a GET without one */
  readonly body?: string;
  /** Text that the answer must contain. @default - any answer below status 400 will do */
  readonly expect?: string;
  /** Longest wait for an answer. @default '30s' */
  readonly timeout?: FlaggerDuration;
  /** URL of the load tester. @default - the team's own {@link LoadTester}, or the one that the cluster's teams share */
  readonly loadTester?: string;
}

/** A request that the canary must answer before it gets traffic, as data. Made by {@link acceptanceTest}. */
export interface AcceptanceTest extends AcceptanceTestOptions {
  /** Tells this hook from the others. */
  readonly kind: 'acceptance-test';
}

/**
 * Asks the canary itself for an answer before it gets any traffic.
 *
 * @example
 * acceptanceTest({ path: '/token', body: 'test', expect: 'token' });
 */
export function acceptanceTest(options: AcceptanceTestOptions = {}): AcceptanceTest {
  return { kind: 'acceptance-test', ...options };
}

/** The hook for one Canary. */
export function acceptanceTestWebhook(hook: AcceptanceTest, context: HookContext): CanaryWebhook {
  const { name = 'acceptance-test', path = '/', body, expect, timeout = '30s' } = hook;
  const request = shellCommand(
    ...['curl', '-sf'],
    ...(body === undefined ? [] : ['-d', body]),
    `${canaryUrl(context.target)}${path}`,
  );
  const cmd = expect === undefined ? request : `${request} | ${shellCommand('grep', '-F', '-e', expect)}`;
  const url = hook.loadTester ?? context.loadTester;
  return { name, type: 'pre-rollout', url, timeout, metadata: { type: 'bash', cmd } };
}

/** What is wrong with the hook, whatever the target. */
export function checkAcceptanceTest(prop: string, { path }: AcceptanceTest): Problem[] {
  return checkPath(prop, path);
}
