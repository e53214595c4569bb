/** The queries that must be asked of Prometheus for one check of the canary: its success rate, then its latency. */
export type ExpectedQueries = (namespace: string) => readonly [string, string];

/** Flagger's own for Linkerd. */
export const linkerdQueries: ExpectedQueries = (namespace) => {
  const labels = `namespace="${namespace}", deployment=~"podinfo"`;
  const all = `${labels}, direction="inbound"`;
  return [
    share(`response_total{ ${labels}, classification!="failure", direction="inbound" }`, `response_total{ ${all} }`),
    percentile(`response_latency_ms_bucket{ ${all} }`),
  ];
};

/** Flagger's own for Istio. */
export const istioQueries: ExpectedQueries = (namespace) => {
  const labels = `reporter="destination", destination_workload_namespace="${namespace}", destination_workload=~"podinfo"`;
  return [
    share(`istio_requests_total{ ${labels}, response_code!~"5.*" }`, `istio_requests_total{ ${labels} }`),
    percentile(`istio_request_duration_milliseconds_bucket{ ${labels} }`),
  ];
};

/** Flagger's own for apps that count their requests themselves, by the names of their Pods: not the primary's. */
export const httpQueries: ExpectedQueries = (namespace) => {
  const labels = `kubernetes_namespace="${namespace}", kubernetes_pod_name=~"podinfo-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)"`;
  const count = 'http_request_duration_seconds_count';
  return [
    share(`${count}{ ${labels}, status!~"5.*" }`, `${count}{ ${labels} }`),
    percentile(`http_request_duration_seconds_bucket{ ${labels} }`),
  ];
};

/** Of the MetricTemplates that the toolkit writes for NGINX. */
export const nginxQueries: ExpectedQueries = (namespace) => {
  const labels = `namespace="${namespace}", ingress="podinfo", canary!=""`;
  const requests = 'nginx_ingress_controller_requests';
  return [
    `(sum(rate(${requests}{${labels}, status!~"5.*"}[1m])) or vector(0)) / sum(rate(${requests}{${labels}}[1m])) * 100`,
    'histogram_quantile(0.99, sum(rate(nginx_ingress_controller_request_duration_seconds_bucket' +
      `{${labels}}[30s])) by (le) ) * 1000`,
  ];
};

function share(good: string, all: string): string {
  return `sum( rate( ${good}[1m] ) ) / sum( rate( ${all}[1m] ) ) * 100`;
}

function percentile(buckets: string): string {
  return `histogram_quantile( 0.99, sum( rate( ${buckets}[30s] ) ) by (le) )`;
}
