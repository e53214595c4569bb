import type { InfrastructureComponent } from '../infrastructure-component';
import { addHelmChart } from '../helm-chart';
import { addNamespace, meshedPodSecurity } from './component-namespace';
import { NAMESPACES } from '../../../model/platform-namespaces';

/** Istio sets the policy of its webhooks itself: `Ignore` until istiod answers, then `Fail`. */
export const ISTIO_DRIFT = [
  { paths: ['/webhooks/0/failurePolicy'], target: { kind: 'ValidatingWebhookConfiguration' } },
] as const;

/**
 * Istio's own definitions and the control plane's namespace.
 *
 * @example
 * new Cluster(app, 'laptop', { platform: k3s(), infrastructure: infrastructure.istio() });
 */
export function istioBase(): InfrastructureComponent {
  return {
    name: 'istio-base',
    // The chart's templates hold the definitions, and with them go all routes on the cluster.
    deletionPolicy: 'Orphan',
    build: (folder, cluster) => {
      addNamespace(folder, NAMESPACES.istio, { podSecurity: meshedPodSecurity(cluster) });
      addHelmChart(folder, {
        chart: 'istio-base',
        targetNamespace: NAMESPACES.istio,
        driftIgnore: ISTIO_DRIFT,
      });
    },
  };
}
