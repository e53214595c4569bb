import { checkHost, checkUrl } from './address';
import { asksLinkerd, standIns } from './built-in-metrics';
import { checkParents } from './parent-check';
import { httpQueries } from './queries/http';
import { type GatewayReference, serviceUrl, type TrafficProvider } from './traffic-provider';

/** Options of {@link gatewayApi}. */
export interface GatewayApiOptions {
  /** The Gateways that the route hangs on; Flagger stops without one. */
  readonly gateways: readonly [GatewayReference, ...GatewayReference[]];
  /** Host names that the route answers to. @default - every host */
  readonly hosts?: readonly string[];
  /** Where a load test enters: the Gateway's address, without a trailing `/`. @default - the app's Service */
  readonly entry?: string;
}

/**
 * Any Gateway API implementation: Flagger writes an HTTPRoute below the given Gateways.
 *
 * @example
 * new Canary(shop, 'web-rollout', {
 *   target: web,
 *   provider: gatewayApi({ gateways: [{ name: 'public', namespace: 'gateways' }], hosts: ['shop.example.com'] }),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function gatewayApi(options: GatewayApiOptions): TrafficProvider {
  const { gateways, hosts, entry } = options;
  const problems = [
    ...(gateways.length > 0 ? checkParents('provider.gateways', gateways) : [noGateway(gateways)]),
    ...(hosts ?? []).flatMap((host, index) => checkHost(`provider.hosts[${index}]`, host)),
    ...(entry === undefined ? [] : checkUrl('provider.entry', entry, 'http://public.gateways')),
  ];
  return {
    provider: 'gatewayapi:v1',
    capabilities: {
      weights: true,
      match: { operators: ['exact', 'regex'], cookie: 'regex', single: false, queryParams: ['exact', 'regex'] },
      mirror: ['blue-green'],
    },
    metrics: standIns(httpQueries),
    builtInMetrics: asksLinkerd,
    bind: (target) => {
      const host = (target.hosts ?? hosts)?.[0];
      return {
        service: { gatewayRefs: gateways, ...(hosts && { hosts }) },
        entry: { url: entry ?? serviceUrl(target), ...(entry !== undefined && host !== undefined && { host }) },
        problems,
      };
    },
  };
}

function noGateway(got: unknown) {
  return { prop: 'provider.gateways', must: 'name at least one Gateway', got, remedy: 'name the Gateway' };
}
