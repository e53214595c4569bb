import { PodinfoApp } from '../../../../src/constructs/app/podinfo-app';
import { Canary } from '../../../../src/constructs/delivery/canary';
import type { CanaryHook } from '../../../../src/constructs/delivery/hooks/canary-hook';
import type { CanaryWebhook } from '../../../../src/constructs/delivery/hooks/canary-webhook';
import { canary, type Strategy } from '../../../../src/constructs/delivery/strategy';
import { linkerd } from '../../../../src/constructs/traffic/linkerd';
import type { TrafficProvider } from '../../../../src/constructs/traffic/traffic-provider';
import { analysisOf, canaryProblems, canaryProps, shopChart } from '../fixture';

export const TESTER = 'http://flagger-loadtester.flagger-system/';

export const steps = canary({ stepWeight: 10, maxWeight: 50 });

/** The hooks of a Canary `web` in `shop` that has one, as Flagger gets them. */
export function rendered(
  webhook: CanaryHook,
  strategy: Strategy = steps,
  provider: TrafficProvider = linkerd(),
): CanaryWebhook[] {
  const chart = shopChart();
  const target = new PodinfoApp(chart, 'web', { tag: '6.9.4', ingress: { host: 'shop.example.com' } });
  const analysis = { interval: '1m', threshold: 5, metrics: [], webhooks: [webhook] } as const;
  new Canary(chart, 'rollout', canaryProps(strategy, { target, provider, analysis }));
  return analysisOf(chart).webhooks as CanaryWebhook[];
}

/** The only hook of such a Canary. */
export function hook(webhook: CanaryHook, strategy?: Strategy, provider?: TrafficProvider): CanaryWebhook {
  const [only, ...others] = rendered(webhook, strategy, provider);
  if (only === undefined || others.length > 0) throw new Error('not one webhook');
  return only;
}

/** Everything wrong with a Canary that has some hooks. */
export function problemsWith(
  webhooks: readonly CanaryHook[],
  strategy: Strategy = steps,
  interval: '10s' | '1m' = '1m',
): string[] {
  return canaryProblems(strategy, { analysis: { interval, threshold: 5, metrics: [], webhooks } });
}
