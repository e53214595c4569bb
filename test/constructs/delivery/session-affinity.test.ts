import type { SessionAffinity } from '../../../src/constructs/delivery/session-affinity';
import { Canary } from '../../../src/constructs/delivery/canary';
import { blueGreen, canary } from '../../../src/constructs/delivery/strategy';
import { gatewayApi } from '../../../src/constructs/traffic/gateway-api';
import { istio } from '../../../src/constructs/traffic/istio';
import { linkerd, linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import { nginx } from '../../../src/constructs/traffic/nginx';
import { analysisOf, canaryProps, problemsOn, releasedTarget, shopChart } from './fixture';

function sticky(sessionAffinity: SessionAffinity, mirror?: boolean) {
  return canary({ stepWeight: 10, maxWeight: 50, sessionAffinity, ...(mirror !== undefined && { mirror }) });
}

const plain = sticky({ cookieName: 'shop' });

test('session affinity is accepted by Istio and Gateway API', () => {
  for (const provider of [istio(), linkerd(), gatewayApi({ gateways: [{ name: 'public' }] })]) {
    expect(problemsOn(provider, plain)).toStrictEqual([]);
  }
});

test('session affinity is refused where the router has none', () => {
  expect(problemsOn(linkerdSmi(), plain)).toStrictEqual([
    'strategy.sessionAffinity must be left out on linkerd, which has none, got "shop"; remove it, or use istio() or gatewayApi(…)',
  ]);
  expect(problemsOn(nginx(), plain)).toHaveLength(1);
});

test('session affinity is a compile error where traffic does not move in steps', () => {
  // @ts-expect-error blue/green moves all users at once
  const strategy = blueGreen({ iterations: 3, sessionAffinity: { cookieName: 'shop' } });
  expect(strategy.kind).toBe('blue-green');
});

test('session affinity is refused beside a mirror, with which Istio would never get past the first step', () => {
  expect(problemsOn(istio(), sticky({ cookieName: 'shop' }, true))).toStrictEqual([
    'strategy.mirror must be left out beside sessionAffinity, got true; Flagger would mirror for ever and never give the canary a share: keep one of them',
  ]);
});

test('a cookie name for the primary is refused where it is that of the canary, or nobody reads it', () => {
  const same = sticky({ cookieName: 'shop', primaryCookieName: 'shop' });
  expect(problemsOn(istio(), same)).toStrictEqual([
    'strategy.sessionAffinity.primaryCookieName must differ from cookieName, got "shop"; Flagger would only log it and leave the canary alone: rename one',
  ]);
  const old = { ...linkerd(), provider: 'gatewayapi:v1beta1' as const };
  expect(problemsOn(old, sticky({ cookieName: 'shop', primaryCookieName: 'old' }))).toStrictEqual([
    'strategy.sessionAffinity.primaryCookieName must be left out on gatewayapi:v1beta1, which ignores it, got "old"; remove it, or use gatewayapi:v1',
  ]);
});

test('cookies that no browser would keep are refused', () => {
  const wrong = sticky({ cookieName: 'a b', maxAge: 0, domain: '.Shop', path: 'checkout', sameSite: 'None' });
  expect(problemsOn(istio(), wrong)).toStrictEqual([
    'strategy.sessionAffinity.cookieName must be a cookie name, got "a b"; write it like "shop-canary"',
    'strategy.sessionAffinity.maxAge must be a whole number of at least 1, got 0; for example 1',
    expect.stringMatching(/^strategy.sessionAffinity.domain must be a DNS-1123 subdomain .*; for example "shop"$/),
    'strategy.sessionAffinity.path must begin with "/", got "checkout"; write it like "/checkout"',
    'strategy.sessionAffinity.secure must be true for sameSite None, got nothing; browsers would drop the cookie: set secure to true',
  ]);
});

test('session affinity and the weight of a mirror stay when release data changes the steps', () => {
  const chart = shopChart();
  const target = releasedTarget({ stepWeights: [5, 50] });
  const strategy = sticky({ cookieName: 'shop' });
  new Canary(chart, 'rollout', canaryProps({ ...strategy, mirrorWeight: 20, mirror: true }, { target }));
  expect(() => analysisOf(chart)).toThrow('strategy.mirror must be left out beside sessionAffinity');
  const other = shopChart();
  new Canary(other, 'rollout', canaryProps(strategy, { target: releasedTarget({ stepWeights: [5, 50] }) }));
  expect(analysisOf(other)).toMatchObject({ stepWeights: [5, 50], sessionAffinity: { cookieName: 'shop' } });
});

test('the weight of a mirror is refused where nothing is mirrored, or all of it', () => {
  const mirrored = (mirror: boolean) => blueGreen({ iterations: 3, mirror, mirrorWeight: 20 });
  expect(problemsOn(istio(), mirrored(true))).toStrictEqual([]);
  expect(problemsOn(istio(), mirrored(false))).toStrictEqual([
    'strategy.mirrorWeight must be given beside mirror only, got 20; set mirror to true',
  ]);
  expect(problemsOn(gatewayApi({ gateways: [{ name: 'public' }] }), mirrored(true))).toStrictEqual([
    'strategy.mirrorWeight must be left out on gatewayapi:v1, which copies every request, got 20; remove it, or use istio()',
  ]);
});
