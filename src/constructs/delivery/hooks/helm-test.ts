import type { FlaggerDuration } from '../../../model/duration';
import { checkSubdomainName } from '../../../model/name';
import type { Problem } from '../../../model/problem';
import type { CanaryWebhook } from './canary-webhook';
import type { HookContext } from './hook-context';

/** Options of {@link helmTest}. */
export interface HelmTestOptions {
  /** Name of the Helm release, in the Canary's namespace. */
  readonly release: string;
  /** URL of a load tester whose service account may read the release's Secrets, and make and delete its test pods. */
  readonly loadTester: string;
  /** Name of the hook. @default 'helm-test' */
  readonly name?: string;
  /** Longest time for all tests of the release. @default '3m' */
  readonly timeout?: FlaggerDuration;
}

/** The tests of a Helm release, which must pass before the canary gets traffic, as data. Made by {@link helmTest}. */
export interface HelmTest extends HelmTestOptions {
  /** Tells this hook from the others. */
  readonly kind: 'helm-test';
}

/**
 * Runs `helm test` before the canary gets any traffic. Neither the shared load tester nor a {@link LoadTester} has the
 * rights that it needs: it takes one of your own.
 *
 * @example
 * helmTest({ release: 'backend', loadTester: 'http://helm-tester.shop/' });
 */
export function helmTest(options: HelmTestOptions): HelmTest {
  return { kind: 'helm-test', ...options };
}

/** The hook for one Canary. */
export function helmTestWebhook(hook: HelmTest, { target }: HookContext): CanaryWebhook {
  const { name = 'helm-test', release, timeout = '3m', loadTester } = hook;
  // The load tester splits the command at blanks and asks no shell; none of these words has one.
  const cmd = `test ${release} --namespace ${target.namespace} --timeout ${timeout}`;
  return { name, type: 'pre-rollout', url: loadTester, timeout, metadata: { type: 'helmv3', cmd } };
}

/** What is wrong with the hook, whatever the target. */
export function checkHelmTest(prop: string, { release }: HelmTest): Problem[] {
  return checkSubdomainName(`${prop}.release`, release);
}
