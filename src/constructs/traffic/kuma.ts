import { checkLabelName } from '../../model/name';
import type { KnownProvider, WeightedTraffic } from './known-provider';
import { checkMeasured, type MeasuredOptions, prometheusOf } from './router-options';
import { envoyQueries } from './router-queries';
import { serviceUrl } from './traffic-provider';

/** Options of {@link kuma}. */
export interface KumaOptions extends MeasuredOptions {
  /** Name of the mesh. @default - Flagger's: `default` */
  readonly mesh?: string;
}

/**
 * Kuma: Flagger writes a TrafficRoute of the Service's name, which is an object of the whole cluster: no two Canaries may
 * have Services of one name, whatever their namespaces, and nothing deletes it with the Canary. It cannot tell Kuma of
 * requests, so it has no A/B tests.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   provider: kuma(),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function kuma(options: KumaOptions = {}): KnownProvider<'kuma', WeightedTraffic> {
  const { mesh } = options;
  // The proxy beside the canary counts what the app asks of others as well, and Prometheus' visits: only `localhost` is the app.
  const canary =
    'service=~"{{ service }}-canary_{{ namespace }}_svc_[0-9a-zA-Z-]+", envoy_cluster_name=~"localhost_[0-9]+"';
  return {
    provider: 'kuma',
    capabilities: { weights: true, mirror: [] },
    metrics: envoyQueries('kuma', prometheusOf(options), canary),
    bind: (target) => ({
      ...(mesh !== undefined && { annotations: { 'kuma.io/mesh': mesh } }),
      entry: { url: serviceUrl(target) },
      problems: [...(mesh === undefined ? [] : checkLabelName('provider.mesh', mesh)), ...checkMeasured(options)],
    }),
  };
}
