import { counter, type Labels, restarted, type Series } from './series';

/** One version of an app, as Prometheus sees its requests. */
export interface Version extends Requests {
  readonly namespace: string;
  /** Name of the workload: `backend` is the canary, `backend-primary` the primary. */
  readonly workload: string;
  readonly kind: 'deployment' | 'daemonset';
  readonly pod: string;
}

/** How many requests there are, and how they go. */
export interface Requests {
  /** Requests a second with a server error. */
  readonly failed: number;
  /** Requests a second without one. */
  readonly succeeded: number;
  /** The share of all of them that each of {@link BOUNDS} holds, the ones before included. */
  readonly answered: readonly number[];
  /** Whether the counters began again two readings before the end. */
  readonly restarted?: boolean;
}

/** Upper bounds of buckets, in milliseconds. */
const BOUNDS = [50, 100, 500, 1000];

/**
 * Half within 50 ms, nine tenths within 100 ms, 98 of 100 within 500 ms. So the 50th percentile is 50, the 90th 100, the 95th
 * five eighths of the way from 100 to 500, and the 99th half of the way from 500 to 1000.
 */
export const USUAL = [0.5, 0.9, 0.98, 1];

/** None within 500 ms. */
export const SLOW = [0, 0, 0, 1];

/** Kubelet's probes: none of a client's requests, but a proxy and an app count them too. */
export const PROBES: Requests = { succeeded: 0.2, failed: 0, answered: [1, 1, 1, 1] };

/** What the scrapes of one source give for a version. */
export type Source = (version: Version) => Series[];

/**
 * Linkerd's proxy beside the pod. Its own labels: `linkerd/app/core/src/metrics.rs` of linkerd/linkerd2-proxy
 * (`InboundEndpointLabels`, `RouteLabels`). The route of probes: `policy-controller/k8s/index/src/inbound/index.rs` of
 * linkerd/linkerd2. `namespace`, `pod` and the workload's kind: the toolkit's own job, linkerd-scrape-configs.ts.
 */
export const linkerd: Source = (version) => {
  const { namespace, pod, kind, workload } = version;
  const proxy = { namespace, pod, [kind]: workload, direction: 'inbound', srv_kind: 'default', route_kind: 'default' };
  const client = { ...proxy, tls: 'true', route_name: 'default' };
  const kubelet = { ...proxy, tls: 'no_identity', route_name: 'probe' };
  const success = { classification: 'success', status_code: '200' };
  return [
    ...total('response_total', client, version, success, { classification: 'failure', status_code: '500' }),
    ...latencies('response_latency_ms', client, version, 1),
    ...total('response_total', kubelet, PROBES, success, {}),
    ...latencies('response_latency_ms', kubelet, PROBES, 1),
  ];
};

/**
 * Linkerd's proxy beside a client, by HTTPRoute: `linkerd/app/outbound/src/http/logical/policy/route/metrics/labels.rs` and
 * `linkerd/app/outbound/src/metrics.rs` of linkerd/linkerd2-proxy. `namespace` and `pod` are the client's.
 */
export const linkerdRoute: Source = (version) => {
  const apex = version.workload.replace(/-primary$/, '');
  const backend = version.workload === apex ? `${apex}-canary` : version.workload;
  const route = {
    namespace: 'shop-web',
    pod: 'frontend-7f9d8c6b5-m4z7t',
    deployment: 'frontend',
    parent_group: 'core',
    parent_kind: 'Service',
    parent_namespace: version.namespace,
    parent_name: apex,
    route_kind: 'HTTPRoute',
    route_namespace: version.namespace,
    route_name: apex,
    backend_group: 'core',
    backend_kind: 'Service',
    backend_namespace: version.namespace,
    backend_name: backend,
  };
  const name = 'outbound_http_route_backend_response_statuses_total';
  // Half of the failures are answers, a quarter never got one, a quarter broke off behind a good status.
  const part = version.failed / 4;
  const broken = part > 0 ? [status('', 'REFUSED'), status('200', 'RESET')] : [];
  return [
    ...total(name, route, { ...version, failed: part * 2 }, status('200', ''), status('503', '')),
    ...broken.map((labels) => ({ name, labels: { ...route, ...labels }, values: grow(version, part) })),
    ...latencies('outbound_http_route_backend_response_duration_seconds', route, version, 1000),
  ];
};

function status(code: string, error: string): Labels {
  return { http_status: code, error };
}

/**
 * Istio's proxy: istio.io/latest/docs/reference/config/metrics. Both ends report a request; the annotations that Istio's
 * injector sets bring the series into the chart's job `kubernetes-pods`, which leaves their labels as they are.
 */
export const istio: Source = (version) => {
  const labels = {
    namespace: version.namespace,
    pod: version.pod,
    destination_workload: version.workload,
    destination_workload_namespace: version.namespace,
    request_protocol: 'http',
    response_flags: '-',
  };
  return ['destination', 'source'].flatMap((reporter) => {
    const reported = { ...labels, reporter };
    return [
      ...total('istio_requests_total', reported, version, { response_code: '200' }, { response_code: '503' }),
      ...latencies('istio_request_duration_milliseconds', reported, version, 1),
    ];
  });
};

/**
 * ingress-nginx: `internal/ingress/metric/collectors/socket.go` of kubernetes/ingress-nginx (`requestTags`, `constLabels`).
 * `namespace` is the Ingress', since the chart's job `kubernetes-pods` has `honor_labels`.
 */
export const nginx: Source = (version) => {
  const apex = version.workload.replace(/-primary$/, '');
  const labels = {
    controller_namespace: 'ingress-nginx',
    controller_class: 'k8s.io/ingress-nginx',
    controller_pod: 'ingress-nginx-controller-7d4c9b6f58-x2x7k',
    namespace: version.namespace,
    ingress: apex,
    service: apex,
    canary: version.workload === apex ? `${version.namespace}-${apex}-canary-9898` : '',
    method: 'GET',
    path: '/',
  };
  return [
    ...total('nginx_ingress_controller_requests', labels, version, { status: '200' }, { status: '500' }),
    ...latencies('nginx_ingress_controller_request_duration_seconds', { ...labels, status: '200' }, version, 1000),
    ...mean('nginx_ingress_controller_response_duration_seconds', { ...labels, status: '200' }, version),
  ];
};

/**
 * The app itself: `pkg/api/http/metrics.go` of stefanprodan/podinfo. `namespace` and `pod` are what the job
 * `kubernetes-pods` of the pinned Prometheus chart makes (`scrapeConfigs` in its values.yaml), with the pod's labels.
 */
export const http: Source = (version) => {
  const pod = { namespace: version.namespace, pod: version.pod, app: version.workload, node: 'node-1' };
  const name = 'http_request_duration_seconds';
  const client = { ...pod, method: 'GET', path: 'root' };
  const kubelet = { ...pod, method: 'GET', path: 'healthz', status: '200' };
  return [
    ...total(`${name}_count`, client, version, { status: '200' }, { status: '500' }),
    ...latencies(name, { ...client, status: '200' }, version, 1000),
    ...total(`${name}_count`, kubelet, PROBES, {}, {}),
    ...latencies(name, kubelet, PROBES, 1000),
  ];
};

/** A counter by outcome; an outcome that there never was has no series. */
export function total(name: string, labels: Labels, version: Requests, ok: Labels, failed: Labels): Series[] {
  const { succeeded, failed: failures } = version;
  return [
    ...(failures === 0 || succeeded > 0
      ? [{ name, labels: { ...labels, ...ok }, values: grow(version, succeeded) }]
      : []),
    ...(failures > 0 ? [{ name, labels: { ...labels, ...failed }, values: grow(version, failures) }] : []),
  ];
}

/** @param divisor milliseconds in the histogram's unit. */
export function latencies(name: string, labels: Labels, version: Requests, divisor: number): Series[] {
  const all = version.succeeded + version.failed;
  const bucket = (le: string, share: number): Series => ({
    name: `${name}_bucket`,
    labels: { ...labels, le },
    values: grow(version, all * share),
  });
  return [...BOUNDS.map((bound, at) => bucket(String(bound / divisor), version.answered[at] ?? 1)), bucket('+Inf', 1)];
}

/** Sum and count of a histogram in seconds, of answers after 80 ms on average. */
function mean(name: string, labels: Labels, version: Requests): Series[] {
  const all = version.succeeded + version.failed;
  return [
    { name: `${name}_sum`, labels, values: grow(version, all * 0.08) },
    { name: `${name}_count`, labels, values: grow(version, all) },
  ];
}

function grow(version: Requests, perSecond: number): number[] {
  return version.restarted === true ? restarted(perSecond, 2) : counter(perSecond);
}
