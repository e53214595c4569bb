import type { MetricQueries } from './metric-queries';

/** Where a router counts the requests that it sends to the canary. */
export interface RouterSeries {
  /** The router, as the names of the metrics begin. */
  readonly router: string;
  /** Address of the Prometheus that has the series. */
  readonly prometheus: string;
  /** The label matchers that leave the canary's requests over. */
  readonly canary: string;
  /** The counter of requests. */
  readonly requests: string;
  /** The label matcher that leaves requests without a server error over. */
  readonly good: string;
  /** The histogram of the time to answer. */
  readonly buckets: string;
  /** Its unit. */
  readonly unit: 's' | 'ms';
  /** Further label matchers of the histogram. @default - none */
  readonly timed?: string;
}

/**
 * The queries of a router that answer for Flagger's built-in ones. Those follow Flagger's `--mesh-provider` wherever it names
 * Linkerd, whatever the Canary's provider is; these ask the router on every cluster.
 */
export function routerQueries(series: RouterSeries): MetricQueries {
  const { router, prometheus, canary, requests, good, buckets, unit, timed } = series;
  const answered = timed === undefined ? canary : `${canary}, ${timed}`;
  return {
    prometheus,
    successRate: {
      name: `${router}-success-rate`,
      query: `sum(rate(${requests}{${canary}, ${good}}[{{ interval }}]))
/
sum(rate(${requests}{${canary}}[{{ interval }}]))
* 100
`,
    },
    duration: {
      name: `${router}-latency`,
      query: `histogram_quantile(0.99,
  sum(rate(${buckets}{${answered}}[{{ interval }}])) by (le)
)${unit === 's' ? ' * 1000' : ''}
`,
    },
  };
}

/** The queries of a router that is an Envoy, which counts by upstream cluster. */
export function envoyQueries(router: string, prometheus: string, canary: string): MetricQueries {
  return routerQueries({
    router,
    prometheus,
    canary,
    requests: 'envoy_cluster_upstream_rq',
    good: 'envoy_response_code!~"5.*"',
    buckets: 'envoy_cluster_upstream_rq_time_bucket',
    unit: 'ms',
  });
}
