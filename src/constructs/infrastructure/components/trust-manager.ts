import type { InfrastructureComponent } from '../infrastructure-component';
import { addHelmChart } from '../helm-chart';
import { spread } from './high-availability';
import { NAMESPACES } from '../../../model/platform-namespaces';

/**
 * trust-manager, which copies the certificate of Linkerd's trust anchor, without its key, to where the mesh reads it.
 *
 * It reads Secrets of the namespace `linkerd` only, so that the anchor's key stays in the one namespace that needs it.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.certManager(), ...infrastructure.linkerd()],
 * });
 */
export function trustManager(): InfrastructureComponent {
  return {
    name: 'trust-manager',
    dependsOn: ['cert-manager', 'linkerd-crds'],
    build: (folder, cluster) => {
      addHelmChart(folder, {
        chart: 'trust-manager',
        targetNamespace: NAMESPACES.certManager,
        values: {
          replicaCount: 2,
          podDisruptionBudget: { enabled: true },
          topologySpreadConstraints: spread(cluster, { 'app.kubernetes.io/name': 'trust-manager' }),
          global: { rbac: { aggregateClusterRoles: false } },
          // Public authorities have no place in the mesh.
          defaultPackage: { enabled: false },
          app: { trust: { namespace: NAMESPACES.linkerd } },
        },
      });
    },
  };
}
