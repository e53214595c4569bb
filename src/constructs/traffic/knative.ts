import type { KnownProvider, WeightedTraffic } from './known-provider';
import { checkMeasured, type MeasuredOptions, prometheusOf } from './router-options';
import { envoyQueries } from './router-queries';
import { serviceUrl } from './traffic-provider';

/**
 * Knative: Flagger moves traffic between the revisions of a Knative Service, the only target of this provider, and makes
 * nothing. It cannot tell Knative of requests, so it has no A/B tests. The metrics are those of Kourier's Envoy.
 */
export function knative(options: MeasuredOptions = {}): KnownProvider<'knative', WeightedTraffic> {
  return {
    provider: 'knative',
    capabilities: { weights: true, mirror: [] },
    // Flagger puts the newest revision into the placeholder of the route.
    metrics: envoyQueries('knative', prometheusOf(options), 'envoy_cluster_name="{{ namespace }}/{{ route }}"'),
    bind: (target) => ({ entry: { url: serviceUrl({ ...target, port: 80 }) }, problems: checkMeasured(options) }),
  };
}
