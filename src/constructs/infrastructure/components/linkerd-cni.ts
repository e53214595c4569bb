import type { InfrastructureComponent } from '../infrastructure-component';
import { addHelmChart } from '../helm-chart';
import { addNamespace } from './component-namespace';
import { NAMESPACES } from '../../../model/platform-namespaces';

/**
 * Linkerd's CNI plugin, which redirects the traffic of meshed pods from the node. With it they need no privileged init
 * container, so that teams' namespaces can keep the Pod Security level `restricted`.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.certManager(), ...infrastructure.linkerd()],
 * });
 */
export function linkerdCni(): InfrastructureComponent {
  return {
    name: 'linkerd-cni',
    dependsOn: ['linkerd-crds'],
    build: (folder, { platform: { cni } }) => {
      addNamespace(folder, NAMESPACES.linkerdCni, {
        podSecurity: 'privileged',
        labels: { 'linkerd.io/cni-resource': 'true', 'config.linkerd.io/admission-webhooks': 'disabled' },
      });
      addHelmChart(folder, {
        chart: 'linkerd2-cni',
        name: 'linkerd-cni',
        targetNamespace: NAMESPACES.linkerdCni,
        values: {
          destCNINetDir: cni.configDirectory,
          destCNIBinDir: cni.binDirectory,
          // Restarts pods that a booting node started before the plugin was in place.
          repairController: { enabled: true },
        },
      });
    },
  };
}
