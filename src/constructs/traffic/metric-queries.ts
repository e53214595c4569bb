/** A Prometheus query of a MetricTemplate, as a value. */
export interface MetricQuery {
  /** Short name: that of the metric, and the suffix of its template's. */
  readonly name: string;
  /** PromQL with Flagger's placeholders: `{{ namespace }}`, `{{ target }}`, `{{ ingress }}`, `{{ interval }}`. */
  readonly query: string;
}

/** Queries that answer for Flagger's built-in `request-success-rate` (percent) and `request-duration` (milliseconds). */
export interface MetricQueries {
  /**
   * Address of the Prometheus that has the series: `http://prometheus.monitoring:9090`.
   *
   * @default - the one that the cluster's Flagger asks
   */
  readonly prometheus?: string;
  /** Share of requests without a server error, in percent. */
  readonly successRate: MetricQuery;
  /** A high percentile of the time to answer, in milliseconds. */
  readonly duration: MetricQuery;
}
