import { addHelmChart } from '../helm-chart';
import type { ClusterFacts, InfrastructureComponent } from '../infrastructure-component';
import { addNamespace } from './component-namespace';
import { checkIngressPorts } from './ingress-ports';
import { spread } from './high-availability';
import { NAMESPACES } from '../../../model/platform-namespaces';

const NAME = 'istio-ingressgateway';

/**
 * The gateway through which Istio's mesh is reached from outside.
 *
 * @example
 * new Cluster(app, 'laptop', { platform: k3s(), infrastructure: infrastructure.istio({ ingressGateway: true }) });
 */
export function istioIngress(): InfrastructureComponent {
  return {
    name: 'istio-ingress',
    dependsOn: ['istiod'],
    build: (folder, cluster) => {
      checkIngressPorts(folder, cluster, NAME);
      // It redirects no traffic of its own, so it is restricted without the CNI plugin too.
      addNamespace(folder, NAMESPACES.istioIngress, { podSecurity: 'restricted' });
      addHelmChart(folder, {
        chart: 'istio-gateway',
        name: NAME,
        targetNamespace: NAMESPACES.istioIngress,
        values: gatewayValues(cluster),
      });
    },
  };
}

function gatewayValues(cluster: ClusterFacts): Record<string, unknown> {
  return {
    autoscaling: { minReplicas: 2 },
    podDisruptionBudget: { minAvailable: 1 },
    topologySpreadConstraints: spread(cluster, { app: NAME }),
    service: { annotations: cluster.platform.loadBalancerAnnotations },
    securityContext: {
      // The chart's own, which this replaces: ports 80 and 443 for a process that is not root.
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}
