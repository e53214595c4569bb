import { requestQueries } from './request-queries';

/** What Istio's proxy beside the canary counts: each request is reported by its source too, which would count it twice. */
export const istioQueries = requestQueries({
  source: 'istio',
  requests: 'istio_requests_total',
  canary:
    'reporter="destination", destination_workload_namespace="{{ namespace }}", destination_workload="{{ target }}"',
  succeeded: 'response_code!~"5.*"',
  latency: 'istio_request_duration_milliseconds',
  unit: 'milliseconds',
});
