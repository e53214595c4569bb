import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import type { KnownProvider, MatchedTraffic, WeightedTraffic } from './known-provider';
import { type ProxyOptions, prometheusOf, throughProxy } from './router-options';
import { envoyQueries } from './router-queries';
import type { MatchCapability, TrafficCapabilities, UpstreamReference } from './traffic-provider';

/** Options of {@link gloo}. */
export interface GlooOptions extends ProxyOptions {
  /** The Upstream whose settings Flagger copies to those of the primary and the canary. @default - none */
  readonly upstream?: UpstreamReference;
  /**
   * Whether the VirtualService has a route of its own, behind the one that delegates to Flagger's RouteTable, for requests
   * that an A/B test does not match. The RouteTable has none for them, so that nothing would answer.
   *
   * @default false - A/B tests are refused
   */
  readonly routesOthers?: boolean;
}

/** How Flagger tells Gloo of requests: as ones that have all headers. */
const MATCH: MatchCapability = { operators: ['exact', 'regex'], cookie: 'regex', single: true, joined: true };

const LOST = 'requests that it does not match would get no answer: route them yourself, and say so with routesOthers';

/**
 * Gloo Edge: Flagger writes a RouteTable of the Service's name and two Upstreams. A VirtualService of one's own has the host
 * and delegates to the RouteTable.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   provider: gloo({ host: 'shop.example.com', upstream: { name: 'settings', namespace: 'shop' } }),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function gloo(options: GlooOptions & { readonly routesOthers: true }): KnownProvider<'gloo', MatchedTraffic>;
export function gloo(options?: GlooOptions): KnownProvider<'gloo', WeightedTraffic>;
export function gloo(options: GlooOptions = {}): KnownProvider<'gloo', TrafficCapabilities> {
  const { upstream, routesOthers = false } = options;
  // Newer versions write more around it. The namespace at the end tells `web-backend` in `shop` from `backend` in `shop-web`.
  const canary =
    'envoy_cluster_name=~"(kube-upstream_)?{{ namespace }}-{{ service }}-canaryupstream-[0-9]+_{{ namespace }}(_.+)?"';
  return {
    provider: 'gloo',
    capabilities: { weights: true, mirror: [], ...(routesOthers ? { match: MATCH } : { matchRemedy: LOST }) },
    metrics: envoyQueries('gloo', prometheusOf(options), canary),
    bind: (target) => {
      const { entry, problems } = throughProxy(options, 'http://gateway-proxy.gloo-system', target);
      return { ...(upstream && { upstream }), entry, problems: [...checkUpstream(upstream), ...problems] };
    },
  };
}

function checkUpstream(upstream: UpstreamReference | undefined): Problem[] {
  if (upstream === undefined) return [];
  return [
    ...checkSubdomainName('provider.upstream.name', upstream.name),
    ...checkLabelName('provider.upstream.namespace', upstream.namespace),
  ];
}
