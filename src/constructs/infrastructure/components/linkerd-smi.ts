import type { InfrastructureComponent } from '../infrastructure-component';
import { addHelmChart } from '../helm-chart';
import { addNamespace, meshedPodSecurity } from './component-namespace';
import { NAMESPACES } from '../../../model/platform-namespaces';

/**
 * Linkerd's SMI extension, which makes TrafficSplits work. It serves `v1alpha1` and `v1alpha2`, makes a ServiceProfile
 * for each split, and never deletes one.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.certManager(), ...infrastructure.linkerd(), infrastructure.linkerdSmi()],
 * });
 */
export function linkerdSmi(): InfrastructureComponent {
  return {
    name: 'linkerd-smi',
    dependsOn: ['linkerd-control-plane'],
    // The chart's templates hold TrafficSplit's definition: uninstalling it would delete every split.
    deletionPolicy: 'Orphan',
    build: (folder, cluster) => {
      addNamespace(folder, NAMESPACES.linkerdSmi, {
        podSecurity: meshedPodSecurity(cluster),
        labels: { 'linkerd.io/extension': 'smi' },
      });
      addHelmChart(folder, { chart: 'linkerd-smi', targetNamespace: NAMESPACES.linkerdSmi });
    },
  };
}
