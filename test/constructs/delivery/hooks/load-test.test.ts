import { execFileSync } from 'node:child_process';
import type { CanaryWebhook } from '../../../../src/constructs/delivery/hooks/canary-webhook';
import { acceptanceTest } from '../../../../src/constructs/delivery/hooks/acceptance-test';
import { loadTest } from '../../../../src/constructs/delivery/hooks/load-test';
import { cookie, header } from '../../../../src/constructs/delivery/request-match';
import { abTest, blueGreen } from '../../../../src/constructs/delivery/strategy';
import { istio } from '../../../../src/constructs/traffic/istio';
import { nginx } from '../../../../src/constructs/traffic/nginx';
import { canaryProblems } from '../fixture';
import { hook, steps } from './fixture';

describe('loadTest', () => {
  test('requests the Service whose traffic is split', () => {
    expect(hook(loadTest({ rate: 5, workers: 3, duration: '30s', path: '/status' }))).toStrictEqual({
      name: 'load-test',
      type: 'rollout',
      url: 'http://flagger-loadtester.flagger-system/',
      metadata: { type: 'cmd', cmd: 'hey -z 30s -q 5 -c 3 http://web.shop:9898/status' },
    });
  });

  test('requests the canary itself for blue/green, which sends it nothing until the end', () => {
    expect(hook(loadTest(), blueGreen({ iterations: 3 })).metadata?.cmd).toMatch(/http:\/\/web-canary\.shop:9898\/$/);
  });

  test('goes through the ingress controller on nginx, under the host of the Ingress', () => {
    expect(hook(loadTest(), steps, nginx()).metadata?.cmd).toBe(
      'hey -z 2m -q 10 -c 2 -host shop.example.com http://ingress-nginx-controller.ingress-nginx/',
    );
  });

  test('is one of the requests that an A/B test sends to the canary', () => {
    const byHeader = abTest({ iterations: 3, match: [header('x-user').exact("in'sider")] });
    const byCookie = abTest({ iterations: 3, match: [cookie('canary')] });
    expect(hook(loadTest(), byHeader, istio()).metadata?.cmd).toContain(`-H 'x-user: in'\\''sider' http`);
    expect(hook(loadTest(), byCookie, istio()).metadata?.cmd).toContain("-H 'Cookie: canary=always' http");
  });

  test('cannot make up a request from a regular expression', () => {
    const strategy = abTest({ iterations: 3, match: [header('user-agent').regex('.*Firefox.*')] });
    const webhooks = [loadTest()];
    expect(
      canaryProblems(strategy, { analysis: { interval: '1m', threshold: 5, metrics: [], webhooks } }),
    ).toStrictEqual([
      'webhooks[0] must send a header that the A/B test matches, got "load-test"; give the load test a header: no value is known for a regular expression',
    ]);
    expect(hook(loadTest({ header: 'user-agent: Firefox' }), strategy).metadata?.cmd).toContain(
      "-H 'user-agent: Firefox'",
    );
  });
});

describe('acceptanceTest', () => {
  test('asks the canary itself before it gets traffic', () => {
    expect(hook(acceptanceTest({ path: '/token', body: 'test', expect: 'token' }))).toStrictEqual({
      name: 'acceptance-test',
      type: 'pre-rollout',
      url: 'http://flagger-loadtester.flagger-system/',
      timeout: '30s',
      metadata: { type: 'bash', cmd: 'curl -sf -d test http://web-canary.shop:9898/token | grep -F -e token' },
    });
  });

  test('gives the shell every text as one word', () => {
    const text = `it's $(date) "now" \\ -x`;
    const { metadata } = hook(acceptanceTest({ expect: text }));
    const quoted = metadata?.cmd?.split('grep -F -e ')[1] ?? '';
    expect(execFileSync('sh', ['-c', `printf %s ${quoted}`], { encoding: 'utf8' })).toBe(text);
  });
});

describe('hooks of a Canary', () => {
  test('are refused with a URL that is none, or two of a name', () => {
    const webhooks = [
      { name: 'gate', type: 'confirm-promotion', url: 'gate.shop' },
      { name: 'gate', type: 'rollback', url: 'http://gate.shop/' },
    ] as const;
    expect(canaryProblems(steps, { analysis: { interval: '1m', threshold: 5, metrics: [], webhooks } })).toStrictEqual([
      'webhooks[0].url must be an http:// or https:// URL, got "gate.shop"; Flagger would fail the hook every time: write it like "http://tester.shop/"',
      'webhooks[1].name must be unique among the hooks, got "gate"; rename one of them',
    ]);
  });

  test('are refused with a load that is none', () => {
    const webhooks = [loadTest({ rate: -1, workers: 0.5 })];
    expect(canaryProblems(steps, { analysis: { interval: '1m', threshold: 5, metrics: [], webhooks } })).toStrictEqual([
      'webhooks[0].rate must be a whole number of at least 1, got -1; for example 1',
      'webhooks[0].workers must be a whole number of at least 1, got 0.5; for example 1',
    ]);
  });

  test('of another kind than the eight do not type-check', () => {
    // @ts-expect-error Flagger knows no such type
    const webhook: CanaryWebhook = { name: 'gate', type: 'pre-promotion', url: 'http://gate.shop/' };
    expect(webhook.name).toBe('gate');
  });
});
