import type { FlaggerDuration } from '../../../model/duration';
import type { Problem } from '../../../model/problem';
import type { CanaryWebhook } from './canary-webhook';
import { canaryUrl, type HookContext } from './hook-context';
import { shellCommand } from './shell-command';
import { checkTesterFile } from './tester-file';

/** Options of {@link batsTest}. */
export interface BatsTestOptions {
  /** Absolute path of the test file in the load tester's container: `/files/smoke.bats`. */
  readonly file: string;
  /** URL of the load tester that has the file. */
  readonly loadTester: string;
  /** Name of the hook. @default 'bats-test' */
  readonly name?: string;
  /** Longest time for all tests of the file. @default '1m' */
  readonly timeout?: FlaggerDuration;
}

/** Tests in Bash that must pass before the canary gets traffic, as data. Made by {@link batsTest}. */
export interface BatsTest extends BatsTestOptions {
  /** Tells this hook from the others. */
  readonly kind: 'bats-test';
}

/**
 * Runs tests written for `bats` before the canary gets any traffic. They find its address in `CANARY_URL`.
 *
 * @example
 * const tester = new LoadTester(shop, 'load-tester', {
 *   files: { 'smoke.bats': '@test "answers" { curl -sf "$CANARY_URL/healthz"; }' },
 * });
 * batsTest({ file: '/files/smoke.bats', loadTester: tester.url });
 */
export function batsTest(options: BatsTestOptions): BatsTest {
  return { kind: 'bats-test', ...options };
}

/** The hook for one Canary. */
export function batsTestWebhook(hook: BatsTest, { target }: HookContext): CanaryWebhook {
  const { name = 'bats-test', file, timeout = '1m', loadTester } = hook;
  const cmd = `CANARY_URL=${canaryUrl(target)} ${shellCommand('bats', file)}`;
  return { name, type: 'pre-rollout', url: loadTester, timeout, metadata: { type: 'bash', cmd } };
}

/** What is wrong with the hook, whatever the target. */
export function checkBatsTest(prop: string, { file }: BatsTest): Problem[] {
  return checkTesterFile(`${prop}.file`, file);
}
