import type { KnownProvider } from './known-provider';
import { serviceUrl } from './traffic-provider';

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
export function kubernetes(): KnownProvider<'kubernetes', { weights: false; mirror: [] }> {
  return {
    provider: 'kubernetes',
    capabilities: { weights: false, mirror: [] },
    bind: (target) => ({ entry: { url: serviceUrl(target) } }),
  };
}
