import type { KnownProvider, WeightedTraffic } from './known-provider';
import { checkMeasured, type MeasuredOptions, prometheusOf } from './router-options';
import { routerQueries } from './router-queries';
import { serviceUrl } from './traffic-provider';

/**
 * Open Service Mesh, which is archived: Flagger writes a TrafficSplit. It cannot tell requests apart, so it has no A/B tests.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   provider: osm(),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function osm(options: MeasuredOptions = {}): KnownProvider<'osm', WeightedTraffic> {
  return {
    provider: 'osm',
    capabilities: { weights: true, mirror: [] },
    metrics: routerQueries(prometheusOf(options), {
      source: 'osm',
      canary: 'destination_namespace="{{ namespace }}", destination_name="{{ target }}"',
      requests: 'osm_request_total',
      succeeded: 'response_code!~"5.*"',
      latency: 'osm_request_duration_ms',
      unit: 'milliseconds',
    }),
    bind: (target) => ({ entry: { url: serviceUrl(target) }, problems: checkMeasured(options) }),
  };
}
