import { standIns } from './built-in-metrics';
import type { MetricQueries } from './metric-queries';
import { requestQueries, type RequestSeries } from './queries/request-queries';

/**
 * The queries of a router that answer for Flagger's built-in ones. Those follow Flagger's `--mesh-provider` wherever it names
 * Linkerd, whatever the Canary's provider is; these ask the router on every cluster.
 *
 * @param prometheus address of the Prometheus that has the series.
 * @param series where the router counts the requests that it sends to the canary.
 */
export function routerQueries(prometheus: string, series: RequestSeries): MetricQueries {
  const { successRate, duration } = standIns(requestQueries(series));
  return { prometheus, successRate, duration: { ...duration, name: `${series.source}-latency` } };
}

/** The queries of a router that is an Envoy, which counts by upstream cluster. */
export function envoyQueries(router: string, prometheus: string, canary: string): MetricQueries {
  return routerQueries(prometheus, {
    source: router,
    canary,
    requests: 'envoy_cluster_upstream_rq',
    succeeded: 'envoy_response_code!~"5.*"',
    latency: 'envoy_cluster_upstream_rq_time',
    unit: 'milliseconds',
  });
}
