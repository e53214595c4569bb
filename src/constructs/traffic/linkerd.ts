import { asksLinkerd, standIns } from './built-in-metrics';
import { linkerdQueries } from './queries/linkerd';
import { serviceUrl, type TrafficProvider } from './traffic-provider';

/**
 * Linkerd through Gateway API: Flagger writes an HTTPRoute whose parent is the app's Service.
 *
 * @example
 * new Environment(cloud, 'prod', { branch: 'main', profile: profiles.steady, traffic: linkerd() });
 */
export function linkerd(): TrafficProvider {
  return {
    provider: 'gatewayapi:v1',
    capabilities: {
      weights: true,
      match: { operators: ['exact', 'regex'], cookie: 'regex', single: false, queryParams: ['exact', 'regex'] },
      // Gateway API has a mirror filter, but Linkerd's proxy does not carry it out.
      mirror: [],
    },
    metrics: standIns(linkerdQueries),
    builtInMetrics: asksLinkerd,
    bind: (target) => ({
      service: {
        gatewayRefs: [
          {
            group: 'core',
            kind: 'Service',
            name: target.serviceName,
            namespace: target.namespace,
            port: target.port,
          },
        ],
      },
      entry: { url: serviceUrl(target) },
    }),
  };
}

/**
 * Linkerd through SMI: Flagger writes a TrafficSplit, which the `linkerd-smi` extension carries out. It cannot tell
 * requests apart, so it has no A/B tests.
 *
 * @example
 * new Environment(laptop, 'dev', { branch: 'dev', profile: profiles.quick, traffic: linkerdSmi() });
 */
export function linkerdSmi(): TrafficProvider {
  return {
    provider: 'linkerd',
    capabilities: { weights: true, mirror: [] },
    metrics: standIns(linkerdQueries),
    builtInMetrics: () => true,
    bind: (target) => ({ entry: { url: serviceUrl(target) } }),
  };
}
