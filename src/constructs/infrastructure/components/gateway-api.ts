import versions from '../../../versions.json';
import { FLUX_NAMESPACE } from '../../flux/flux-object';
import { GitRepository } from '../../flux/git-repository';
import { Kustomization } from '../../flux/kustomization';
import type { InfrastructureComponent } from '../infrastructure-component';

const NAME = 'gateway-api-crds';

/**
 * The definitions of the Gateway API, standard channel, from the project's own repository at its release tag. They are
 * never deleted by Flux: with them would go every route on the cluster.
 *
 * @example
 * new Cluster(app, 'cloud', { platform: eks({ region: 'eu-west-1' }), infrastructure: [infrastructure.gatewayApi()] });
 */
export function gatewayApi(): InfrastructureComponent {
  return {
    name: 'gateway-api',
    deletionPolicy: 'Orphan',
    build: (folder) => {
      new GitRepository(folder, 'source', {
        name: NAME,
        url: 'https://github.com/kubernetes-sigs/gateway-api',
        ref: { tag: versions.modules['sigs.k8s.io/gateway-api'].version },
        interval: '12h',
        sparseCheckout: ['config/crd/standard'],
      });
      new Kustomization(folder, 'definitions', {
        name: NAME,
        namespace: FLUX_NAMESPACE,
        sourceRef: { kind: 'GitRepository', name: NAME },
        path: './config/crd/standard',
        prune: false,
        deletionPolicy: 'Orphan',
        wait: true,
      });
    },
  };
}
