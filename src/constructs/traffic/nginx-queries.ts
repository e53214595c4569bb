import type { MetricQuery } from './metric-queries';

const SERIES = 'namespace="{{ namespace }}", ingress="{{ ingress }}", canary!=""';

/** Share of the requests that NGINX sent to the canary and that got no server error, in percent. */
export const nginxSuccessRate: MetricQuery = {
  name: 'nginx-success-rate',
  query: `sum(rate(nginx_ingress_controller_requests{${SERIES}, status!~"5.*"}[{{ interval }}]))
/
sum(rate(nginx_ingress_controller_requests{${SERIES}}[{{ interval }}]))
* 100
`,
};

/** 99th percentile of the time in which the canary answered through NGINX, in milliseconds. */
export const nginxLatency: MetricQuery = {
  name: 'nginx-latency',
  query: `histogram_quantile(0.99,
  sum(rate(nginx_ingress_controller_request_duration_seconds_bucket{${SERIES}}[{{ interval }}])) by (le)
) * 1000
`,
};
