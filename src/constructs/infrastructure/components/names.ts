/** Where shared infrastructure is found. The namespaces are those that workspaces open their network policies to. */
export const NAMESPACES = {
  certManager: 'cert-manager',
  flagger: 'flagger-system',
  ingress: 'ingress-nginx',
  linkerd: 'linkerd',
  linkerdCni: 'linkerd-cni',
  linkerdSmi: 'linkerd-smi',
  linkerdViz: 'linkerd-viz',
  monitoring: 'monitoring',
} as const;

/** Address of the Prometheus that {@link prometheus} installs. */
export const PROMETHEUS_URL = `http://prometheus.${NAMESPACES.monitoring}:9090`;
