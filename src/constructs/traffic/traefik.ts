import type { KnownProvider, WeightedTraffic } from './known-provider';
import { type ProxyOptions, prometheusOf, throughProxy } from './router-options';
import { routerQueries } from './router-queries';

/**
 * Traefik: Flagger writes a TraefikService of the Service's name. An IngressRoute of one's own leads to it, with
 * `kind: TraefikService`. Flagger cannot tell Traefik of requests, so it has no A/B tests.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   provider: traefik({ host: 'shop.example.com' }),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function traefik(options: ProxyOptions = {}): KnownProvider<'traefik', WeightedTraffic> {
  return {
    provider: 'traefik',
    capabilities: { weights: true, mirror: [] },
    metrics: routerQueries(prometheusOf(options), {
      source: 'traefik',
      canary: 'service=~"{{ namespace }}-{{ service }}-canary-[0-9]+@kubernetescrd"',
      requests: 'traefik_service_request_duration_seconds_count',
      succeeded: 'code!~"5.."',
      latency: 'traefik_service_request_duration_seconds',
      unit: 'seconds',
    }),
    bind: (target) => throughProxy(options, 'http://traefik.traefik', target),
  };
}
