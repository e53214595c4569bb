import { addHelmChart } from '../helm-chart';
import type { ClusterFacts, InfrastructureComponent } from '../infrastructure-component';
import { report } from '../../report';
import { spread } from './high-availability';
import { ISTIO_DRIFT } from './istio-base';
import { NAMESPACES } from '../../../model/platform-namespaces';

const SECCOMP = { seccompProfile: { type: 'RuntimeDefault' } };

/**
 * Istio's control plane, in at least two replicas.
 *
 * @example
 * new Cluster(app, 'laptop', { platform: k3s(), infrastructure: infrastructure.istio() });
 */
export function istiod(): InfrastructureComponent {
  return {
    name: 'istiod',
    dependsOn: ['istio-base'],
    after: ['gateway-api', 'istio-cni'],
    build: (folder, cluster) => {
      if (cluster.components.has('linkerd-control-plane')) {
        const remedy = 'take linkerd() or istio() off it';
        report(folder, [{ prop: 'infrastructure', must: 'have one mesh', got: 'Istio and Linkerd', remedy }]);
      }
      addHelmChart(folder, {
        chart: 'istiod',
        targetNamespace: NAMESPACES.istio,
        driftIgnore: ISTIO_DRIFT,
        values: istiodValues(cluster),
      });
    },
  };
}

function istiodValues(cluster: ClusterFacts): Record<string, unknown> {
  return {
    // With two replicas the chart adds a disruption budget of its own.
    autoscaleMin: 2,
    topologySpreadConstraints: spread(cluster, { app: 'istiod' }),
    cni: { enabled: cluster.components.has('istio-cni') },
    ...SECCOMP,
    global: { proxy: SECCOMP },
    // Annotates every meshed pod, so that Prometheus reads the proxy's counts, and the app's with them, at one port.
    meshConfig: { enablePrometheusMerge: true },
    // The chart asks for 2 GiB, which is for meshes of a thousand proxies.
    ...(cluster.platform.singleNode === true && { resources: { requests: { cpu: '100m', memory: '512Mi' } } }),
  };
}
