import { ingressProblems } from './ingress-check';
import type { KnownProvider, WeightedTraffic } from './known-provider';
import { type ProxyOptions, prometheusOf, throughProxy } from './router-options';
import { routerQueries } from './router-queries';
import type { TrafficTarget } from './traffic-provider';

/**
 * Skipper: Flagger makes a second Ingress beside the app's and sets its weights. It cannot tell Skipper of requests, so it
 * has no A/B tests.
 *
 * The Ingress must have an annotation, whichever: Flagger adds its own to those that are there, and crashes where there are
 * none. Synth says so if it writes the Ingress.
 *
 * @example
 * new Canary(shop, 'frontend-rollout', {
 *   target: frontend,
 *   provider: skipper(),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function skipper(options: ProxyOptions = {}): KnownProvider<'skipper', WeightedTraffic> {
  return {
    provider: 'skipper',
    capabilities: { weights: true, mirror: [] },
    metrics: (target) =>
      routerQueries(prometheusOf(options), {
        source: 'skipper',
        canary: `route=~"${canaryRoute(target)}"`,
        // Flagger's own query asks for skipper_response_duration_seconds, which lacks what the canary never answered.
        requests: 'skipper_serve_route_duration_seconds_count',
        succeeded: 'code!~"5.."',
        latency: 'skipper_serve_route_duration_seconds',
        unit: 'seconds',
      }),
    bind: (target) => {
      const { ingressName } = target;
      const { entry, problems } = throughProxy(options, 'http://skipper-ingress.kube-system', target);
      return {
        ...(ingressName !== undefined && { ingressName }),
        entry,
        problems: [...ingressProblems('skipper', target), ...problems],
      };
    },
  };
}

/**
 * The names that Skipper gives the canary's routes. A template's placeholders would not do: Skipper writes an underscore for
 * all that is neither letter nor digit.
 */
function canaryRoute({ namespace, ingressName = '', serviceName }: TrafficTarget): string {
  const [space, ingress, service] = [namespace, ingressName, serviceName].map((name) => name.replace(/\W/g, '_'));
  return `kube(ew)?_${space}__${ingress}_canary__.*__${service}_canary(_[0-9]+)?`;
}
