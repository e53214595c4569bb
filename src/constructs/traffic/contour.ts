import type { KnownProvider, MatchedTraffic } from './known-provider';
import { type ProxyOptions, prometheusOf, throughProxy } from './router-options';
import { envoyQueries } from './router-queries';

/**
 * Contour: Flagger writes an HTTPProxy of the Service's name, without a host. An HTTPProxy of one's own has the host and
 * includes it.
 *
 * Flagger tells Contour of headers by their whole value only, and of several as ones that a request must have all: an A/B
 * test has one header.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   provider: contour({ host: 'shop.example.com' }),
 *   strategy: abTest({ iterations: 10, match: [header('x-user').exact('insider')] }),
 * });
 */
export function contour(options: ProxyOptions = {}): KnownProvider<'contour', MatchedTraffic> {
  const canary = 'envoy_cluster_name=~"{{ namespace }}_{{ service }}-canary_[0-9a-zA-Z-]+"';
  return {
    provider: 'contour',
    capabilities: { weights: true, match: { operators: ['exact'], single: true, joined: true }, mirror: [] },
    metrics: envoyQueries('contour', prometheusOf(options), canary),
    bind: (target) => throughProxy(options, 'http://envoy.projectcontour', target),
  };
}
