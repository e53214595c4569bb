import { httpQueries } from './http';
import { istioQueries } from './istio';
import { linkerdQueries } from './linkerd';
import { linkerdRouteQueries } from './linkerd-routes';
import { nginxQueries } from './nginx';
import { type PodQueries, podQueries } from './pods';
import type { RequestQueries } from './request-queries';

/** Ready queries by what counts, for {@link queries}. */
export interface QueryLibrary {
  /** Linkerd's proxy beside the canary. */
  readonly linkerd: RequestQueries;
  /** Linkerd's proxies beside the clients, by HTTPRoute: also what never reached the canary. */
  readonly linkerdRoute: RequestQueries;
  /** Istio's proxy beside the canary. */
  readonly istio: RequestQueries;
  /** The NGINX ingress controller. */
  readonly nginx: RequestQueries;
  /** The app itself, in `http_request_duration_seconds`. */
  readonly http: RequestQueries;
  /** cAdvisor and kube-state-metrics. */
  readonly pods: PodQueries;
}

/**
 * Ready Prometheus queries of a canary, each proven on recorded series by a real Prometheus. Each answers with one series;
 * what has no value fails the check.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   analysis: {
 *     metrics: [
 *       metric(queries.linkerd.successRate(), { min: 99.5 }),
 *       metric(queries.linkerd.latency(95), { max: 300 }),
 *       metric(queries.pods.memoryOfLimit(), { max: 80 }),
 *     ],
 *   },
 * });
 */
export const queries: QueryLibrary = {
  linkerd: linkerdQueries,
  linkerdRoute: linkerdRouteQueries,
  istio: istioQueries,
  nginx: nginxQueries,
  http: httpQueries,
  pods: podQueries,
};
