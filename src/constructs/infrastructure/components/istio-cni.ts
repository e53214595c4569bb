import type { InfrastructureComponent } from '../infrastructure-component';
import { addHelmChart } from '../helm-chart';
import { addNamespace } from './component-namespace';
import { NAMESPACES } from '../../../model/platform-namespaces';

/**
 * Istio's CNI plugin, which redirects the traffic of meshed pods from the node. With it they need no init container with
 * extra rights, so that teams' namespaces can keep the Pod Security level `restricted`.
 *
 * @example
 * new Cluster(app, 'laptop', { platform: k3s(), infrastructure: infrastructure.istio() });
 */
export function istioCni(): InfrastructureComponent {
  return {
    name: 'istio-cni',
    dependsOn: ['istio-base'],
    build: (folder, { platform: { cni } }) => {
      addNamespace(folder, NAMESPACES.istioCni, { podSecurity: 'privileged' });
      addHelmChart(folder, {
        chart: 'istio-cni',
        targetNamespace: NAMESPACES.istioCni,
        // Pods that a booting node started before the plugin was in place are repaired by the chart's default.
        values: { cniConfDir: cni.configDirectory, cniBinDir: cni.binDirectory },
      });
    },
  };
}
