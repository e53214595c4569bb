import type { MetricQuery } from '../metric-queries';

/** The share of requests, in percent, that are answered faster than a latency. */
export type Percentile = 50 | 90 | 95 | 99;

/** Queries of a canary's requests, whoever counts them. Each answers with one series. */
export interface RequestQueries {
  /**
   * Share of the requests without a server error, in percent. No value, and so a failed check, where there were no
   * requests.
   */
  successRate(): MetricQuery;
  /**
   * Time to answer that this share of the requests does not exceed, in milliseconds, as exact as the histogram's buckets
   * are. No value, and so a failed check, where there were no requests.
   */
  latency(percentile: Percentile): MetricQuery;
  /** Requests a second; 0, not nothing, where there were none. With a `min` a check that the canary is looked at at all. */
  throughput(): MetricQuery;
}

/** Where the requests of a canary are counted. */
export interface RequestSeries {
  /** What counts them: the first part of the queries' names. */
  readonly source: string;
  /** The counter of requests. */
  readonly requests: string;
  /** Matchers of the canary's series. */
  readonly canary: string;
  /** Which of these are the canary's, where no label says so: what follows `and`. @default - all of them */
  readonly where?: string;
  /** Matchers of the requests without a server error. */
  readonly succeeded: string;
  /** The histogram of the time to answer, without `_bucket`. */
  readonly latency: string;
  /** The histogram's unit. */
  readonly unit: 'milliseconds' | 'seconds';
  /** Further matchers of the histogram. @default - those of the requests alone */
  readonly answered?: string;
}

/** The queries of one source. */
export function requestQueries(series: RequestSeries): RequestQueries {
  const { source, requests, canary, where, succeeded, latency, unit } = series;
  const answered = series.answered === undefined ? canary : `${canary}, ${series.answered}`;
  const rate = (name: string, matchers: string) =>
    `sum(rate(${name}{${matchers}}[{{ interval }}])${where === undefined ? '' : ` and ${where}`})`;
  return {
    // Nothing succeeded is 0 of what there was, not unknown; no requests at all stays a division of nothing by nothing.
    successRate: () => ({
      name: `${source}-success-rate`,
      query: `(${rate(requests, `${canary}, ${succeeded}`)} or vector(0))\n/\n${rate(requests, canary)}\n* 100\n`,
    }),
    latency: (percentile) => ({
      name: `${source}-latency-p${percentile}`,
      query: `histogram_quantile(${percentile / 100},
  ${rate(`${latency}_bucket`, answered)} by (le)
)${unit === 'seconds' ? ' * 1000' : ''}
`,
    }),
    throughput: () => ({ name: `${source}-throughput`, query: `${rate(requests, canary)} or vector(0)\n` }),
  };
}
