import { checkUrl } from './address';
import type { KnownProvider, WeightedTraffic } from './known-provider';
import type { MetricQueries } from './metric-queries';
import { PROMETHEUS } from './router-options';
import { serviceUrl } from './traffic-provider';

/** Options of {@link smi}. */
export interface SmiOptions {
  /** Version of SMI's TrafficSplit. */
  readonly version: 'v1alpha1' | 'v1alpha2' | 'v1alpha3';
  /** The mesh's own queries. Flagger has none for a mesh that it does not know: it would ask for Istio's series. */
  readonly metrics: MetricQueries;
}

/**
 * A mesh that carries out SMI's TrafficSplit: Flagger writes one. It cannot tell requests apart, so it has no A/B tests. SMI
 * itself is archived; for Linkerd there is {@link linkerdSmi}.
 */
export function smi({ version, metrics }: SmiOptions): KnownProvider<`smi:${SmiOptions['version']}`, WeightedTraffic> {
  const { prometheus } = metrics;
  return {
    provider: `smi:${version}`,
    capabilities: { weights: true, mirror: [] },
    metrics,
    bind: (target) => ({
      entry: { url: serviceUrl(target) },
      problems: prometheus === undefined ? [] : checkUrl('provider.metrics.prometheus', prometheus, PROMETHEUS),
    }),
  };
}
