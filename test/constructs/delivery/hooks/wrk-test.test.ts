import { wrkTest } from '../../../../src/constructs/delivery/hooks/wrk-test';
import { header } from '../../../../src/constructs/delivery/request-match';
import { abTest } from '../../../../src/constructs/delivery/strategy';
import { istio } from '../../../../src/constructs/traffic/istio';
import { nginx } from '../../../../src/constructs/traffic/nginx';
import { hook, problemsWith, steps } from './fixture';

describe('wrkTest', () => {
  test('requests the Service whose traffic is split, for a time that wrk can read', () => {
    expect(hook(wrkTest({ duration: '2m', script: '/files/checkout.lua' }))).toStrictEqual({
      name: 'wrk-test',
      type: 'rollout',
      url: 'http://flagger-loadtester.flagger-system/',
      metadata: { type: 'cmd', cmd: 'wrk -t 2 -c 10 -d 120s -s /files/checkout.lua http://web.shop:9898/' },
    });
  });

  test('sends the host of an Ingress, and what an A/B test matches, as headers', () => {
    const byHeader = abTest({ iterations: 3, match: [header('x-user').exact('insider')] });
    expect(hook(wrkTest(), steps, nginx()).metadata?.cmd).toContain("-H 'Host: shop.example.com' http://ingress-nginx");
    expect(hook(wrkTest(), byHeader, istio()).metadata?.cmd).toContain("-H 'x-user: insider' http://web");
  });

  test('refuses fewer connections than threads, and a script without a whole path', () => {
    expect(problemsWith([wrkTest({ connections: 1, script: 'checkout.lua' })])).toStrictEqual([
      'webhooks[0].connections must be at least threads 2, got 1; wrk would refuse to start: give each thread a connection',
      `webhooks[0].script must be the absolute path of a file in the load tester's container, got "checkout.lua"; for example "/files/smoke.bats", of a LoadTester with such a file`,
    ]);
  });
});
