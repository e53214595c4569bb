import { addHelmChart } from '../helm-chart';
import type { ClusterFacts, InfrastructureComponent } from '../infrastructure-component';
import { addNamespace, injection, meshedPodSecurity } from './component-namespace';
import { checkIngressPorts } from './ingress-ports';
import { spread } from './high-availability';
import { NAMESPACES } from '../../../model/platform-namespaces';

/**
 * ingress-nginx, meshed where the cluster has Linkerd. The project was retired in March 2026; its last release still
 * works, and the Gateway API is the way out.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.certManager(), infrastructure.ingressNginx()],
 * });
 */
export function ingressNginx(): InfrastructureComponent {
  return {
    name: 'ingress-nginx',
    dependsOn: ['cert-manager'],
    after: ['linkerd-control-plane'],
    build: (folder, cluster) => {
      checkIngressPorts(folder, cluster, 'ingress-nginx');
      addNamespace(folder, NAMESPACES.ingress, { podSecurity: meshedPodSecurity(cluster) });
      addHelmChart(folder, {
        chart: 'ingress-nginx',
        targetNamespace: NAMESPACES.ingress,
        values: { controller: controllerValues(cluster) },
      });
    },
  };
}

function controllerValues(cluster: ClusterFacts): Record<string, unknown> {
  const inject = injection(cluster);
  const labels = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' };
  return {
    // With two replicas the chart adds a disruption budget of its own.
    replicaCount: 2,
    minAvailable: 1,
    topologySpreadConstraints: spread(cluster, labels),
    podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '10254', ...inject },
    metrics: { enabled: true },
    service: { annotations: cluster.platform.loadBalancerAnnotations },
    // Teams write Ingresses; a snippet would let them write the controller's own configuration.
    allowSnippetAnnotations: false,
    admissionWebhooks: { certManager: { enabled: true } },
    // The mesh balances and splits by Service; nginx must not pick pods itself.
    ...('linkerd.io/inject' in inject && { config: { 'service-upstream': 'true' } }),
  };
}
