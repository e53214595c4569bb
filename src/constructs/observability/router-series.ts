import type { CanaryRouter } from './canary-router';
import { type Version, WORKLOADS } from './version';

/** The series in which a router tells how the requests of one version went; its queries use the dashboard's variables. */
export interface RouterSeries {
  /** A counter of requests. */
  readonly requests: (version: Version) => string;
  /** Of these, the ones that got no server error. */
  readonly served: (version: Version) => string;
  /** A histogram of the time to answer. */
  readonly latency: (version: Version) => string;
  /** By what the histogram's unit is multiplied to get milliseconds. */
  readonly toMilliseconds: 1 | 1000;
}

/** Labels from `linkerd-scrape-configs.ts`; the names are those of Linkerd's proxy. */
function linkerdSeries(): RouterSeries {
  const labels = (version: Version): string =>
    `namespace="$namespace", deployment="${WORKLOADS[version]}", direction="inbound"`;
  return {
    requests: (version) => `response_total{${labels(version)}}`,
    served: (version) => `response_total{${labels(version)}, classification!="failure"}`,
    latency: (version) => `response_latency_ms_bucket{${labels(version)}}`,
    toMilliseconds: 1,
  };
}

/** Names and labels are those of Istio's standard metrics. Only the receiving proxy knows what the workload answered. */
function istioSeries(): RouterSeries {
  const labels = (version: Version): string =>
    `reporter="destination", destination_workload_namespace="$namespace", destination_workload="${WORKLOADS[version]}"`;
  return {
    requests: (version) => `istio_requests_total{${labels(version)}}`,
    served: (version) => `istio_requests_total{${labels(version)}, response_code!~"5.*"}`,
    latency: (version) => `istio_request_duration_milliseconds_bucket{${labels(version)}}`,
    toMilliseconds: 1,
  };
}

/** The controller counts both versions under the app's Ingress; `canary` names the backend if it was the canary's. */
function nginxSeries(): RouterSeries {
  const labels = (version: Version): string =>
    `namespace="$namespace", ingress="$ingress", ${version === 'canary' ? 'canary!=""' : 'canary=""'}`;
  return {
    requests: (version) => `nginx_ingress_controller_requests{${labels(version)}}`,
    served: (version) => `nginx_ingress_controller_requests{${labels(version)}, status!~"5.*"}`,
    latency: (version) => `nginx_ingress_controller_request_duration_seconds_bucket{${labels(version)}}`,
    toMilliseconds: 1000,
  };
}

/** The series of each router. */
export const routerSeries: Readonly<Record<CanaryRouter, RouterSeries>> = {
  istio: istioSeries(),
  linkerd: linkerdSeries(),
  nginx: nginxSeries(),
};
