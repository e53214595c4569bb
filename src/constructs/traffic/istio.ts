import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkHost } from './address';
import { asksLinkerd, standIns } from './built-in-metrics';
import type { KnownProvider, MatchedTraffic } from './known-provider';
import { istioQueries } from './queries/istio';
import { serviceUrl } from './traffic-provider';

/** Options of {@link istio}. */
export interface IstioOptions {
  /** Gateways as `namespace/name` or `name`, or `mesh` for requests from inside. @default - Flagger's: `mesh` alone */
  readonly gateways?: readonly string[];
  /** Further host names that the VirtualService answers to; Flagger adds the Service's. `*` is every host. @default - none */
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
export function istio(
  options: IstioOptions = {},
): KnownProvider<'istio', MatchedTraffic<readonly ['canary', 'blue-green']>> {
  const { gateways, hosts } = options;
  const problems = [
    ...(gateways ?? []).flatMap((gateway, index) => checkGateway(`provider.gateways[${index}]`, gateway)),
    ...(hosts ?? []).flatMap((host, index) => (host === '*' ? [] : checkHost(`provider.hosts[${index}]`, host))),
  ];
  return {
    provider: 'istio',
    capabilities: {
      weights: true,
      match: {
        // Flagger would copy a suffix into the VirtualService, where the API server drops what Istio does not know. What is
        // left, a header without a value, takes every request that has the header.
        operators: ['exact', 'prefix', 'regex'],
        cookie: 'regex',
        single: false,
        queryParams: ['exact', 'prefix', 'regex'],
        sourceLabels: true,
      },
      mirror: ['canary', 'blue-green'],
    },
    metrics: standIns(istioQueries),
    builtInMetrics: (meshProvider) => meshProvider === undefined || !asksLinkerd(meshProvider),
    bind: (target) => ({
      service: { ...(gateways && { gateways }), ...(hosts && { hosts }) },
      entry: { url: serviceUrl(target) },
      problems,
    }),
  };
}

/** Checks the name of a Gateway of Istio; `mesh` is one of the names. */
export function checkGateway(prop: string, got: string): Problem[] {
  const slash = got.indexOf('/');
  const wrong = [
    ...checkSubdomainName(prop, got.slice(slash + 1)),
    ...(slash < 0 ? [] : checkLabelName(prop, got.slice(0, slash))),
  ];
  if (wrong.length === 0) return [];
  const must = 'be the name of a Gateway, namespace/name, or mesh';
  return [{ prop, must, got, remedy: 'write it like "istio-system/public"' }];
}
