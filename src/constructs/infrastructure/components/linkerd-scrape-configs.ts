import { NAMESPACES } from '../../../model/platform-namespaces';

const PODS = [{ role: 'pod' }];
const CONTAINER = '__meta_kubernetes_pod_container_name';
const PORT = '__meta_kubernetes_pod_container_port_name';
const PROXY_LABEL = '__meta_kubernetes_pod_label_linkerd_io_proxy_';

/**
 * Scrape jobs for Linkerd's proxies and control plane. They give every series the labels that Flagger's built-in queries
 * and Linkerd's dashboard select by: `namespace`, `pod`, and the workload's kind, such as `deployment`.
 */
export function linkerdScrapeConfigs(): Record<string, object> {
  return { 'linkerd-controller': controllerJob(), 'linkerd-proxy': proxyJob() };
}

function controllerJob(): object {
  return {
    kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: [NAMESPACES.linkerd, NAMESPACES.linkerdViz] } }],
    relabel_configs: [
      { source_labels: [PORT], action: 'keep', regex: '.*admin' },
      { source_labels: [PORT], action: 'drop', regex: 'linkerd-admin' },
      { source_labels: [CONTAINER], action: 'replace', target_label: 'component' },
    ],
  };
}

function proxyJob(): object {
  const mesh = '__meta_kubernetes_pod_label_linkerd_io_control_plane_ns';
  return {
    kubernetes_sd_configs: PODS,
    relabel_configs: [
      { source_labels: ['__meta_kubernetes_pod_phase'], action: 'keep', regex: 'Pending|Running' },
      {
        source_labels: [CONTAINER, PORT, mesh],
        action: 'keep',
        regex: `linkerd-proxy;linkerd-admin;${NAMESPACES.linkerd}`,
      },
      { source_labels: ['__meta_kubernetes_namespace'], action: 'replace', target_label: 'namespace' },
      { source_labels: ['__meta_kubernetes_pod_name'], action: 'replace', target_label: 'pod' },
      // `job` is Prometheus' own label, so a proxy of a Job gets another one.
      { source_labels: [`${PROXY_LABEL}job`], action: 'replace', target_label: 'k8s_job' },
      { action: 'labeldrop', regex: `${PROXY_LABEL}job` },
      { action: 'labelmap', regex: `${PROXY_LABEL}(.+)` },
      { action: 'labeldrop', regex: `${PROXY_LABEL}(.+)` },
      { action: 'labelmap', regex: '__meta_kubernetes_pod_label_linkerd_io_(.+)' },
      // The pods' other labels, by which dashboards group.
      { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: '__tmp_pod_label_$1' },
      { action: 'labeldrop', regex: '__tmp_pod_label_linkerd_io_(.+)' },
      { action: 'labelmap', regex: '__tmp_pod_label_(.+)' },
    ],
  };
}
