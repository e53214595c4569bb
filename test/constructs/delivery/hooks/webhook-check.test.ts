import type { CanaryWebhook } from '../../../../src/constructs/delivery/hooks/canary-webhook';
import { blueGreen, type Strategy } from '../../../../src/constructs/delivery/strategy';
import { problemsWith, TESTER } from './fixture';

function problemsOf(webhook: CanaryWebhook, strategy?: Strategy): string[] {
  return problemsWith([webhook], strategy);
}

test('a hook before each increase of traffic is refused where traffic moves at once', () => {
  const gate = { name: 'gate', type: 'confirm-traffic-increase', url: 'http://gate.shop/' } as const;
  expect(problemsOf(gate)).toStrictEqual([]);
  expect(problemsOf(gate, blueGreen({ iterations: 3 }))).toStrictEqual([
    'webhooks[0].type must not wait for a traffic increase in blue-green, which has none, got "gate"; Flagger would never call it: use confirm-promotion',
  ]);
});

test('the shared load tester must be told what to do', () => {
  expect(problemsOf({ name: 'load', type: 'rollout', url: TESTER })).toStrictEqual([
    'webhooks[0].metadata must describe a task for the load tester, got nothing; it refuses the call without one: use loadTest(…), or one of its paths such as gate/check',
  ]);
  expect(problemsOf({ name: 'gate', type: 'confirm-rollout', url: `${TESTER}gate/check` })).toStrictEqual([]);
});

test('a task of the load tester is refused as a rollback hook, since its start would roll back', () => {
  const back = { name: 'back', type: 'rollback', url: TESTER, metadata: { type: 'cmd', cmd: 'true' } } as const;
  expect(problemsOf(back)).toStrictEqual([
    'webhooks[0].url must not be a task of the load tester for a rollback, got "http://flagger-loadtester.flagger-system/"; every task that starts would roll back: use its path rollback/check',
  ]);
  expect(problemsOf({ ...back, url: `${TESTER}rollback/check` })).toStrictEqual([]);
});

test('a certificate is left unchecked only where there is one', () => {
  const hook = { name: 'a', type: 'rollout', url: 'http://a.shop/', disableTLS: true } as const;
  expect(problemsOf({ ...hook, url: 'https://a.shop/' })).toStrictEqual([]);
  expect(problemsOf(hook)).toStrictEqual([
    'webhooks[0].disableTLS must be left out for an http:// URL, got true; nothing is encrypted: remove it, or write https',
  ]);
});

test.each(['gate/approve', 'gate/open', 'rollback/open', 'healthz'])(
  'a rollback hook is refused at %s, which always passes',
  (path) => {
    expect(problemsOf({ name: 'back', type: 'rollback', url: `${TESTER}${path}` })).toStrictEqual([
      `webhooks[0].url must not pass by itself for a rollback, got "${TESTER}${path}"; it always passes, which would roll back at once: use rollback/check`,
    ]);
  },
);

test('a path that the load tester does not know is its root, where it wants a task', () => {
  expect(problemsOf({ name: 'gate', type: 'confirm-rollout', url: `${TESTER}gate/chek` })).toStrictEqual([
    expect.stringMatching(/^webhooks\[0\]\.metadata must describe a task/),
  ]);
});

test('a closed gate is refused where each look at it would count as a failure', () => {
  expect(problemsOf({ name: 'gate', type: 'rollout', url: `${TESTER}gate/check` })).toStrictEqual([
    'webhooks[0].type must not wait at a gate of the load tester, got "rollout"; each check at a closed gate would count as a failure: use confirm-rollout or confirm-promotion',
  ]);
});

test('a task that the load tester does not know, or without its command, is refused', () => {
  const task = (metadata: Record<string, string>) =>
    problemsOf({ name: 'task', type: 'pre-rollout', url: TESTER, metadata });
  expect(task({ type: 'sh', cmd: 'true' })).toStrictEqual([
    'webhooks[0].metadata.type must be a task that the load tester knows, got "sh"; it would answer nothing: it knows cmd, bash, helm, helmv3, kubectl, concord, ngrinder',
  ]);
  expect(task({ type: 'bash' })).toStrictEqual([
    'webhooks[0].metadata.cmd must be a command for the task bash, got nothing; write the command, or remove the hook',
  ]);
  expect(task({ type: 'kubectl', cmd: 'get pods' })).toStrictEqual([]);
});

describe('hooks that do not answer', () => {
  const slow = (timeout: '5s' | '10s' | '11s', retries?: number) =>
    ({
      name: 'slow',
      type: 'rollout',
      url: 'http://a.shop/',
      timeout,
      ...(retries !== undefined && { retries }),
    }) as const;

  test('are refused when Flagger would wait for them until the next check', () => {
    expect(problemsWith([slow('11s')], undefined, '10s')).toStrictEqual([
      'webhooks: timeouts and retries must take at most the interval 10s together, in slow, got "11s"; Flagger would miss checks when they do not answer: lower timeout or retries, or lengthen the interval',
    ]);
    expect(problemsWith([slow('10s')], undefined, '10s')).toStrictEqual([]);
  });

  test('take the pauses between their tries, too', () => {
    // 3 times 5 seconds, and pauses of 1 and 2.
    expect(problemsWith([slow('5s', 2)], undefined, '10s')).toStrictEqual([expect.stringContaining('got "18s"')]);
  });

  test('are not counted where the load tester answers at once, or where they are called once in a rollout', () => {
    const load = { name: 'load', type: 'rollout', url: TESTER, metadata: { type: 'cmd', cmd: 'true' } } as const;
    const before = { ...slow('11s'), type: 'pre-rollout' } as const;
    expect(problemsWith([load, before], undefined, '10s')).toStrictEqual([]);
  });
});
