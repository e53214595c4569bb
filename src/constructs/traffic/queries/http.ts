import { CANARY_PODS } from './canary-pods';
import { requestQueries } from './request-queries';

/**
 * What the app itself counts, as podinfo and many others do, in pods annotated with `prometheus.io/scrape`. Without the
 * probes of a `PodinfoApp` and Prometheus' own visits, which are no traffic.
 */
export const httpQueries = requestQueries({
  source: 'http',
  requests: 'http_request_duration_seconds_count',
  canary: `${CANARY_PODS}, path!~"healthz|readyz|metrics"`,
  succeeded: 'status!~"5.*"',
  latency: 'http_request_duration_seconds',
  unit: 'seconds',
});
