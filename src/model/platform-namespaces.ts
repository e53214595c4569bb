/** Where shared infrastructure is found. The namespaces are those that workspaces open their network policies to. */
export const NAMESPACES = {
  certManager: 'cert-manager',
  flagger: 'flagger-system',
  ingress: 'ingress-nginx',
  istio: 'istio-system',
  istioCni: 'istio-cni',
  istioIngress: 'istio-ingress',
  linkerd: 'linkerd',
  linkerdCni: 'linkerd-cni',
  linkerdSmi: 'linkerd-smi',
  linkerdViz: 'linkerd-viz',
  monitoring: 'monitoring',
} as const;

const SHARED: readonly string[] = Object.values(NAMESPACES);

/** Namespaces of Kubernetes and of what usually runs for a whole cluster, beside those of {@link NAMESPACES}. */
const RESERVED = /^default$|^(kube|linkerd|istio)(-|$)|-system$/;

/** Whether a namespace belongs to Kubernetes or to the platform, so that no team may have it. */
export function isPlatformNamespace(name: string): boolean {
  return RESERVED.test(name) || SHARED.includes(name);
}

/** Address of the Prometheus that the component `prometheus` installs. */
export const PROMETHEUS_URL = `http://prometheus.${NAMESPACES.monitoring}:9090`;

/** Address of the load tester that the component `load-tester` installs. */
export const LOAD_TESTER_URL = `http://flagger-loadtester.${NAMESPACES.flagger}/`;

/** The uid that the Prometheus has in the Grafana that the component `grafana` installs; dashboards ask by it. */
export const GRAFANA_DATASOURCE = 'prometheus';
