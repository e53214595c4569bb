import type { InfrastructureComponent } from '../infrastructure-component';
import { addHelmChart } from '../helm-chart';
import { addNamespace } from './component-namespace';
import { NAMESPACES } from '../../../model/platform-namespaces';

/**
 * Linkerd's own definitions and the control plane's namespace. The Gateway API's come from {@link gatewayApi}.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.certManager(), ...infrastructure.linkerd()],
 * });
 */
export function linkerdCrds(): InfrastructureComponent {
  return {
    name: 'linkerd-crds',
    after: ['cert-manager', 'gateway-api'],
    // The chart's templates hold the definitions: uninstalling it would delete every policy on the cluster.
    deletionPolicy: 'Orphan',
    build: (folder, cluster) => {
      addNamespace(folder, NAMESPACES.linkerd, {
        podSecurity: cluster.components.has('linkerd-cni') ? 'restricted' : 'privileged',
        labels: {
          'linkerd.io/is-control-plane': 'true',
          'linkerd.io/control-plane-ns': NAMESPACES.linkerd,
          'config.linkerd.io/admission-webhooks': 'disabled',
        },
        annotations: { 'linkerd.io/inject': 'disabled' },
      });
      addHelmChart(folder, {
        chart: 'linkerd-crds',
        targetNamespace: NAMESPACES.linkerd,
        values: { installGatewayAPI: false },
      });
    },
  };
}
