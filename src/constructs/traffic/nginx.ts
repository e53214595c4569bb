import type { Problem } from '../../model/problem';
import { checkUrl } from './address';
import { standIns } from './built-in-metrics';
import { nginxQueries } from './queries/nginx';
import type { TrafficProvider, TrafficTarget } from './traffic-provider';

/** Options of {@link nginx}. */
export interface NginxOptions {
  /** Address of the Prometheus that scrapes the ingress controller. @default 'http://prometheus.monitoring:9090' */
  readonly prometheus?: string;
  /** Where a load test enters: the controller's Service. @default 'http://ingress-nginx-controller.ingress-nginx' */
  readonly controller?: string;
}

const PROMETHEUS = 'http://prometheus.monitoring:9090';
const CONTROLLER = 'http://ingress-nginx-controller.ingress-nginx';

/**
 * The NGINX ingress controller: Flagger makes a second Ingress beside the app's and sets its canary annotations.
 *
 * Flagger's built-in queries follow its `--mesh-provider`, so that on a cluster with a mesh they would not ask NGINX;
 * MetricTemplates with NGINX's own series take their place.
 *
 * @example
 * new Canary(shop, 'frontend-rollout', {
 *   target: frontend,
 *   provider: nginx(),
 *   strategy: abTest({ iterations: 10, match: [header('x-user').exact('insider')] }),
 * });
 */
export function nginx(options: NginxOptions = {}): TrafficProvider {
  const prometheus = options.prometheus ?? PROMETHEUS;
  const controller = options.controller ?? CONTROLLER;
  return {
    provider: 'nginx',
    capabilities: {
      weights: true,
      match: { operators: ['exact', 'regex'], cookie: 'name', single: true },
      mirror: [],
    },
    // Flagger's own ask for the mean, not for a percentile.
    metrics: {
      ...standIns(nginxQueries),
      prometheus,
      duration: { ...nginxQueries.latency(99), name: 'nginx-latency' },
    },
    bind: (target) => ({
      ...(target.ingressName !== undefined && { ingressName: target.ingressName }),
      entry: { url: controller, ...(target.ingressHost !== undefined && { host: target.ingressHost }) },
      problems: [
        ...(target.ingressName === undefined ? [withoutIngress(target)] : []),
        ...checkUrl('provider.prometheus', prometheus, PROMETHEUS),
        ...checkUrl('provider.controller', controller, CONTROLLER),
      ],
    }),
  };
}

function withoutIngress(target: TrafficTarget): Problem {
  return {
    prop: 'target',
    must: 'have an Ingress for the provider nginx',
    got: target.serviceName,
    remedy: 'give the app an ingress, or choose another provider',
  };
}
