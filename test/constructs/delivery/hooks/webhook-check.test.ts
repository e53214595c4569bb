import type { CanaryWebhook } from '../../../../src/constructs/delivery/hooks/canary-webhook';
import { blueGreen, canary, type Strategy } from '../../../../src/constructs/delivery/strategy';
import { canaryProblems } from '../fixture';

const steps = canary({ stepWeight: 10, maxWeight: 50 });
const TESTER = 'http://flagger-loadtester.flagger-system/';

function problemsWith(webhook: CanaryWebhook, strategy: Strategy = steps): string[] {
  return canaryProblems(strategy, { analysis: { interval: '1m', threshold: 5, metrics: [], webhooks: [webhook] } });
}

test('a hook before each increase of traffic is refused where traffic moves at once', () => {
  const gate = { name: 'gate', type: 'confirm-traffic-increase', url: 'http://gate.shop/' } as const;
  expect(problemsWith(gate)).toStrictEqual([]);
  expect(problemsWith(gate, blueGreen({ iterations: 3 }))).toStrictEqual([
    'webhooks[0].type must not wait for a traffic increase in blue-green, which has none, got "gate"; Flagger would never call it: use confirm-promotion',
  ]);
});

test('the shared load tester must be told what to do', () => {
  expect(problemsWith({ name: 'load', type: 'rollout', url: TESTER })).toStrictEqual([
    'webhooks[0].metadata must describe a task for the load tester, got nothing; it refuses the call without one: use loadTest(…), or one of its paths such as gate/check',
  ]);
  expect(problemsWith({ name: 'gate', type: 'confirm-rollout', url: `${TESTER}gate/check` })).toStrictEqual([]);
});

test('a task of the load tester is refused as a rollback hook, since its start would roll back', () => {
  const back = { name: 'back', type: 'rollback', url: TESTER, metadata: { type: 'cmd', cmd: 'true' } } as const;
  expect(problemsWith(back)).toStrictEqual([
    'webhooks[0].url must not be a task of the load tester for a rollback, got "http://flagger-loadtester.flagger-system/"; every task that starts would roll back: use its path rollback/check',
  ]);
  expect(problemsWith({ ...back, url: `${TESTER}rollback/check` })).toStrictEqual([]);
});

test('a certificate is left unchecked only where there is one', () => {
  const hook = { name: 'a', type: 'rollout', url: 'http://a.shop/', disableTLS: true } as const;
  expect(problemsWith({ ...hook, url: 'https://a.shop/' })).toStrictEqual([]);
  expect(problemsWith(hook)).toStrictEqual([
    'webhooks[0].disableTLS must be left out for an http:// URL, got true; nothing is encrypted: remove it, or write https',
  ]);
});
