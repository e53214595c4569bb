import { latencies, PROBES, type Requests, SLOW, type Source, total, type Version } from './requests';
import { gauge, type Labels, type Series } from './series';

/** What an app asks of others, all in vain: the proxy beside it counts that too. */
const OUTBOUND: Requests = { succeeded: 0, failed: 20, answered: SLOW };

const GET = { method: 'GET' };

/** Names of the Services that Flagger makes: `GetServiceNames` of pkg/apis/flagger/v1beta1/canary.go. */
function services({ workload }: Version): { readonly apex: string; readonly own: string } {
  const apex = workload.replace(/-primary$/, '');
  return { apex, own: workload === apex ? `${apex}-canary` : workload };
}

/** An Envoy: envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats. */
function envoy(labels: Labels, requests: Requests): Series[] {
  const code = (value: string): Labels => ({ envoy_response_code: value });
  return [
    ...total('envoy_cluster_upstream_rq', labels, requests, code('200'), code('503')),
    ...latencies('envoy_cluster_upstream_rq_time', labels, requests, 1),
  ];
}

/** `altStatName` in internal/envoy/cluster.go of projectcontour/contour. */
export const contour: Source = (version) =>
  envoy({ envoy_cluster_name: `${version.namespace}_${services(version).own}_9898` }, version);

/** Name of the Upstream: Flagger's pkg/router/gloo.go. */
function upstream(version: Version): string {
  const { apex, own } = services(version);
  return `${version.namespace}-${apex}-${own.slice(apex.length + 1)}upstream-9898`;
}

/** `UpstreamToClusterName` in projects/gloo/pkg/translator/utils.go of solo-io/gloo; older versions count by it. */
export const gloo: Source = (version) =>
  envoy({ envoy_cluster_name: `${upstream(version)}_${version.namespace}` }, version);

/** `UpstreamToClusterStatsName` in the same file, by which newer versions count. */
export const newerGloo: Source = (version) => {
  const { namespace } = version;
  const kube = `${namespace}_${services(version).own}_9898`;
  return envoy({ envoy_cluster_name: `kube-upstream_${upstream(version)}_${namespace}_${kube}` }, version);
};

/**
 * Kuma's proxy beside the pod. `service` and the other labels of the proxy: the scrape configuration in Kuma's documentation of
 * observability. The cluster of the app: `GetLocalClusterName` in pkg/xds/envoy/names/resource_names.go of kumahq/kuma, with
 * Prometheus' way through `GetMetricsHijackerClusterName`; `SanitizeMetric` writes underscores for colons.
 */
export const kuma: Source = (version) => {
  const { namespace, pod } = version;
  const service = `${services(version).own}_${namespace}_svc_9898`;
  const proxy = { mesh: 'default', dataplane: `${pod}.${namespace}`, service };
  return [
    ...envoy({ ...proxy, envoy_cluster_name: 'localhost_9898' }, version),
    ...envoy({ ...proxy, envoy_cluster_name: 'queue_shop_svc_6379' }, OUTBOUND),
    ...envoy({ ...proxy, envoy_cluster_name: 'kuma_metrics_hijacker' }, PROBES),
  ];
};

/**
 * App Mesh's proxy beside the pod. Labels of the pod: job `appmesh-envoy` in templates/prometheus.yaml of Flagger's chart.
 * Clusters: the troubleshooting pages of AWS's guide (`cds_ingress_<mesh>_<virtual node>_<protocol>_<port>`).
 */
export const appMesh: Source = (version) => {
  const { namespace, pod } = version;
  const proxy = { kubernetes_namespace: namespace, kubernetes_pod_name: pod, app: version.workload };
  const node = `${services(version).own}_${namespace}`;
  return [
    ...envoy({ ...proxy, envoy_cluster_name: `cds_ingress_shop_${node}_http_9898` }, version),
    ...envoy({ ...proxy, envoy_cluster_name: 'cds_egress_shop_queue_shop_http_6379' }, OUTBOUND),
  ];
};

/** A revision of a Knative Service; the newest is the canary, the one before it the primary. */
export const REVISION = 'backend-00002';

/** Kourier: `splitName` in pkg/generator/ingress_translator.go of knative-extensions/net-kourier. */
export const knative: Source = (version) => {
  const { apex } = services(version);
  const revision = version.workload === apex ? '00002' : '00001';
  return envoy({ envoy_cluster_name: `${version.namespace}/${apex}-${revision}` }, version);
};

/**
 * Traefik: `fullServiceName` in pkg/provider/kubernetes/crd/kubernetes_http.go of traefik/traefik; metrics and labels:
 * doc.traefik.io/traefik/observability/metrics/overview.
 */
export const traefik: Source = (version) => {
  const service = `${version.namespace}-${services(version).own}-9898@kubernetescrd`;
  return secondsByCode('traefik_service_request_duration_seconds', { ...GET, protocol: 'http', service }, version);
};

/**
 * Skipper: `routeID` in dataclients/kubernetes/ingress.go of zalando/skipper, metrics in metrics/prometheus.go. Where the
 * canary cannot be reached, `errorResponse` in proxy/proxy.go counts the request as served but not as answered.
 */
export const skipper: Source = (version) => {
  const { apex, own } = services(version);
  const parts = [version.namespace, `${apex}-canary`, 'shop.example.com', '/', own];
  const labels = { ...GET, route: `kube_${parts.map((part) => part.replaceAll(/\W/g, '_')).join('__')}` };
  return [
    ...secondsByCode('skipper_serve_route_duration_seconds', labels, version),
    ...secondsByCode('skipper_response_duration_seconds', labels, { ...version, failed: 0 }),
  ];
};

/** A histogram in seconds that has the status code as a label. */
function secondsByCode(name: string, labels: Labels, requests: Requests): Series[] {
  return [
    ...total(`${name}_count`, labels, requests, { code: '200' }, { code: '502' }),
    ...latencies(name, { ...labels, code: '200' }, requests, 1000),
  ];
}

/**
 * APISIX: apisix/plugins/prometheus/exporter.lua of apache/apisix (`http_log`); the route's name by `ComposeRouteName` in
 * pkg/types/apisix/v1/types.go of apache/apisix-ingress-controller. Flagger's copy of the route leads to primary and canary;
 * `node` is the address of the pod. That is `pod_ip` of
 * kube-state-metrics, whose own `node` is a machine: docs/metrics/workload/pod-metrics.md.
 */
export const apisix: Source = (version) => {
  const { namespace, pod } = version;
  const { apex } = services(version);
  // Those of canary and primary differ.
  const address = `10.244.${namespace.length}.${pod.length}`;
  const labels = { route: `${namespace}_${apex}-${apex}-canary_http`, service: '', consumer: '', node: address };
  const matched = { ...labels, matched_uri: '/*', matched_host: 'shop.example.com' };
  return [
    ...total('apisix_http_status', matched, version, { code: '200' }, { code: '502' }),
    ...latencies('apisix_http_latency', { ...labels, type: 'request' }, version, 1),
    ...latencies('apisix_http_latency', { ...labels, type: 'apisix' }, { ...version, answered: [1, 1, 1, 1] }, 1),
    ...podInfo({ namespace, pod, pod_ip: address, node: 'node-1' }),
  ];
};

function podInfo(labels: Labels): Series[] {
  return [{ name: 'kube_pod_info', labels, values: gauge(1) }];
}

/**
 * Open Service Mesh: wasm/stats.cc of openservicemesh/osm, whose outbound side alone counts; labels that its chart's
 * prometheus-configmap.yaml makes of the name.
 */
export const osm: Source = (version) => {
  const labels = {
    source_namespace: 'shop-web',
    source_kind: 'Deployment',
    source_name: 'frontend',
    source_pod: 'frontend-7f9d8c6b5-m4z7t',
    destination_namespace: version.namespace,
    destination_kind: version.kind === 'deployment' ? 'Deployment' : 'DaemonSet',
    destination_name: version.workload,
    destination_pod: version.pod,
  };
  return [
    ...total('osm_request_total', labels, version, { response_code: '200' }, { response_code: '503' }),
    ...latencies('osm_request_duration_ms', labels, version, 1),
  ];
};
