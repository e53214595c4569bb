import type { ClusterFacts, InfrastructureComponent } from '../infrastructure-component';
import { addHelmChart } from '../helm-chart';
import { addNamespace } from './component-namespace';
import { spread } from './high-availability';
import { NAMESPACES } from '../../../model/platform-namespaces';

/**
 * cert-manager, which makes and renews the certificates of the mesh and of admission webhooks.
 *
 * @example
 * new Cluster(app, 'laptop', { platform: k3s(), infrastructure: [infrastructure.certManager()] });
 */
export function certManager(): InfrastructureComponent {
  return {
    name: 'cert-manager',
    build: (folder, cluster) => {
      addNamespace(folder, NAMESPACES.certManager, { podSecurity: 'restricted' });
      addHelmChart(folder, {
        chart: 'cert-manager',
        targetNamespace: NAMESPACES.certManager,
        values: {
          // Helm keeps the definitions, and with them every certificate, when the release goes.
          crds: { enabled: true, keep: true },
          global: {
            // Leases beside the pods: managed clusters may not let anyone write to kube-system.
            leaderElection: { namespace: NAMESPACES.certManager },
            // Who may ask for certificates is granted by our own roles, not to every holder of Kubernetes' `edit`.
            rbac: { aggregateClusterRoles: false },
          },
          ...twoReplicas(cluster, 'controller'),
          webhook: twoReplicas(cluster, 'webhook'),
          cainjector: twoReplicas(cluster, 'cainjector'),
        },
      });
    },
  };
}

function twoReplicas(cluster: ClusterFacts, component: string): object {
  const labels = { 'app.kubernetes.io/instance': 'cert-manager', 'app.kubernetes.io/component': component };
  return {
    replicaCount: 2,
    podDisruptionBudget: { enabled: true },
    topologySpreadConstraints: spread(cluster, labels),
  };
}
