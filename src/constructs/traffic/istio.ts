import { serviceUrl, type TrafficProvider } from './traffic-provider';

/** Options of {@link istio}. */
export interface IstioOptions {
  /** Gateways as `namespace/name`, or `mesh` for requests from inside. @default - Flagger's: `mesh` alone */
  readonly gateways?: readonly string[];
  /** Further host names that the VirtualService answers to; Flagger adds the Service's. @default - none */
  readonly hosts?: readonly string[];
}

/**
 * Istio: Flagger writes a VirtualService and two DestinationRules.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   provider: istio(),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50, mirror: true }),
 * });
 */
export function istio(options: IstioOptions = {}): TrafficProvider {
  const { gateways, hosts } = options;
  return {
    provider: 'istio',
    capabilities: {
      weights: true,
      match: { operators: ['exact', 'prefix', 'suffix', 'regex'], cookie: 'regex', single: false },
      mirror: ['canary', 'blue-green'],
    },
    bind: (target) => ({
      service: { ...(gateways && { gateways }), ...(hosts && { hosts }) },
      entry: { url: serviceUrl(target) },
    }),
  };
}
