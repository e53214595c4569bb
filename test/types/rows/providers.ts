import type { Row } from '../row';

const withSteps = (provider: string) =>
  `new Canary(shop, 'web-rollout', { target: web, strategy: canary({ stepWeight: 10 }), ${provider} });`;
const withTest = (provider: string) =>
  `new Canary(shop, 'web-rollout', { target: web, strategy: abTest({ iterations: 10, match: [cookie('canary')] }), ${provider} });`;
const withMirror = (strategy: string, provider: string) =>
  `new Canary(shop, 'web-rollout', { target: web, strategy: ${strategy}, ${provider} });`;

const MIRRORED = 'canary({ stepWeight: 10, mirror: true })';
const MIRRORED_AT_ONCE = 'blueGreen({ iterations: 10, mirror: true })';
const NO_MATCH = '"a provider that tells requests apart, since all traffic would go to the canary"';
const NO_MIRROR = '"a provider that mirrors this strategy, for example istio()"';

/** Strategies on providers that cannot carry them out. */
export const providers: readonly Row[] = [
  {
    name: 'an A/B test on SMI, which sends all traffic to the canary',
    right: withTest('provider: linkerd()'),
    wrong: withTest('▶provider: linkerdSmi()'),
    says: [2322, NO_MATCH],
  },
  {
    name: 'an A/B test without a router, which tells no requests apart',
    right: withTest('provider: nginx()'),
    wrong: withTest('▶provider: kubernetes()'),
    says: [2322, NO_MATCH],
  },
  {
    name: 'steps without a router, which Flagger takes for ten iterations of blue/green',
    right: withSteps('provider: nginx()'),
    wrong: withSteps('▶provider: kubernetes()'),
    says: [2322, '"a provider that splits traffic by weight, or the strategy blueGreen(…)"'],
  },
  {
    name: 'a mirrored canary on Linkerd, which never gets past its first step',
    right: withMirror(MIRRORED, 'provider: istio()'),
    wrong: withMirror(MIRRORED, '▶provider: linkerd()'),
    says: [2322, NO_MIRROR],
  },
  {
    name: 'a mirrored canary behind a Gateway, which never gets past its first step',
    right: withMirror(MIRRORED_AT_ONCE, "provider: gatewayApi({ gateways: [{ name: 'public' }] })"),
    wrong: withMirror(MIRRORED, "▶provider: gatewayApi({ gateways: [{ name: 'public' }] })"),
    says: [2322, NO_MIRROR],
  },
  {
    name: 'a mirrored blue/green rollout behind NGINX, which copies nothing',
    right: withMirror(MIRRORED_AT_ONCE, 'provider: istio()'),
    wrong: withMirror(MIRRORED_AT_ONCE, '▶provider: nginx()'),
    says: [2322, NO_MIRROR],
  },
  {
    name: 'a provider by its name, which says nothing of what it can do',
    right: withSteps('provider: linkerd()'),
    wrong: withSteps("▶provider: 'linkerd'"),
    says: [2322, "Type 'string' is not assignable to type"],
  },
  {
    name: "a provider without its API's version, for which Flagger takes Istio",
    right: "const name: FlaggerProvider = 'gatewayapi:v1';",
    wrong: "const ▶name: FlaggerProvider = 'gatewayapi';",
    says: [2820, `Did you mean '"gatewayapi:v1"'?`],
  },
  {
    name: 'a Gateway API route without a Gateway, at which Flagger stops at every tick',
    right: "gatewayApi({ gateways: [{ name: 'public' }] });",
    wrong: 'gatewayApi({ ▶gateways: [] });',
    says: [2322, 'Source has 0 element(s) but target requires 1'],
  },
  {
    name: 'a Service as a parent without its group, for which the API server takes a Gateway',
    right: "gatewayApi({ gateways: [{ group: 'core', kind: 'Service', name: 'front' }] });",
    wrong: "gatewayApi({ gateways: [▶{ kind: 'Service', name: 'front' }] });",
    says: [2322, "Property 'group' is missing"],
  },
];
