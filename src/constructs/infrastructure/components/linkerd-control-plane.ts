import { addHelmChart } from '../helm-chart';
import type { ClusterFacts, InfrastructureComponent } from '../infrastructure-component';
import { webhookCertificate } from './certificates';
import { LINKERD_WEBHOOKS } from './linkerd-identity';
import { NAMESPACES } from '../../../model/platform-namespaces';

/**
 * Linkerd's control plane, with certificates of {@link linkerdIdentity}, in two replicas.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.certManager(), ...infrastructure.linkerd()],
 * });
 */
export function linkerdControlPlane(): InfrastructureComponent {
  return {
    name: 'linkerd-control-plane',
    dependsOn: ['linkerd-crds', 'linkerd-identity'],
    after: ['linkerd-cni'],
    build: (folder, cluster) => {
      addHelmChart(folder, {
        chart: 'linkerd-control-plane',
        targetNamespace: NAMESPACES.linkerd,
        values: controlPlaneValues(cluster),
      });
    },
  };
}

function controlPlaneValues(cluster: ClusterFacts): Record<string, unknown> {
  const webhook = (name: keyof typeof LINKERD_WEBHOOKS): object =>
    webhookCertificate(NAMESPACES.linkerd, LINKERD_WEBHOOKS[name]);
  return {
    cniEnabled: cluster.components.has('linkerd-cni'),
    identity: { externalCA: true, issuer: { scheme: 'kubernetes.io/tls' } },
    proxyInjector: webhook('proxyInjector'),
    profileValidator: webhook('profileValidator'),
    policyValidator: webhook('policyValidator'),
    // A pod that could not be meshed must not start: its canary would look idle, and its traffic would be in the clear.
    webhookFailurePolicy: 'Fail',
    controllerReplicas: 2,
    enablePodDisruptionBudget: true,
    // The chart's anti-affinity insists on different nodes.
    enablePodAntiAffinity: cluster.platform.singleNode !== true,
    // Tells the Linkerd project about the cluster every day.
    disableHeartBeat: true,
  };
}
