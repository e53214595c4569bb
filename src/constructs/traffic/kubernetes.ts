import { asksLinkerd, standIns } from './built-in-metrics';
import { httpQueries } from './queries/http';
import { serviceUrl, type TrafficProvider } from './traffic-provider';

/**
 * Plain Kubernetes, without a router: the Service leads to the primary, which gets the new version once its checks have
 * passed, so blue/green is the only strategy.
 *
 * @example
 * new Canary(shop, 'billing-rollout', {
 *   target: billing,
 *   provider: kubernetes(),
 *   strategy: blueGreen({ iterations: 10 }),
 * });
 */
export function kubernetes(): TrafficProvider {
  return {
    provider: 'kubernetes',
    capabilities: { weights: false, mirror: [] },
    metrics: standIns(httpQueries),
    builtInMetrics: asksLinkerd,
    bind: (target) => ({ entry: { url: serviceUrl(target) } }),
  };
}
