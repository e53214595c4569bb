import { checkSubdomainName } from '../../model/name';
import type { KnownProvider, WeightedTraffic } from './known-provider';
import { CANARY_PODS } from './queries/canary-pods';
import { type ProxyOptions, prometheusOf, throughProxy } from './router-options';
import { routerQueries } from './router-queries';

/** Options of {@link apisix}. */
export interface ApisixOptions extends ProxyOptions {
  /** Name of the app's ApisixRoute, whose one backend is the Service. @default - the Service's name */
  readonly route?: string;
}

/**
 * Apache APISIX: Flagger copies the app's ApisixRoute and sets the weights of the copy. It cannot tell APISIX of requests, so
 * it has no A/B tests. The route's `prometheus` plugin must be on with `prefer_name`, by which the metrics find it.
 *
 * APISIX counts by route, and the copied one leads to the primary too. The metrics tell them apart by the addresses of the
 * canary's pods, which kube-state-metrics knows: `prometheus({ kubeStateMetrics: true })`.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   provider: apisix({ route: 'backend', host: 'shop.example.com' }),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function apisix(options: ApisixOptions = {}): KnownProvider<'apisix', WeightedTraffic> {
  return {
    provider: 'apisix',
    capabilities: { weights: true, mirror: [] },
    metrics: routerQueries(prometheusOf(options), {
      source: 'apisix',
      canary: 'route=~"{{ namespace }}_{{ route }}-{{ service }}-canary_.+"',
      where: `on (node) label_replace(kube_pod_info{${CANARY_PODS}}, "node", "$1", "pod_ip", "(.+)")`,
      requests: 'apisix_http_status',
      succeeded: 'code!~"5.."',
      latency: 'apisix_http_latency',
      answered: 'type="request"',
      unit: 'milliseconds',
    }),
    bind: (target) => {
      const routeName = options.route ?? target.serviceName;
      const { entry, problems } = throughProxy(options, 'http://apisix-gateway.apisix', target);
      return { routeName, entry, problems: [...checkSubdomainName('provider.route', routeName), ...problems] };
    },
  };
}
