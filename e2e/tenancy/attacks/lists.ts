import type { KubeObject } from '../../control-plane/kube-object';
import { admissionPolicy } from '../admission-policy';
import { type Attempt, stoppedBy } from '../attack';
import { canaryOf } from '../canary';
import { applyAll } from '../commit';
import { containerWith, deployment, manifest, RESTRICTED_POD } from '../manifest';

const INTERVAL = { interval: '1m' };
const flux = (kind: string, spec: object, name = 'thief'): KubeObject =>
  manifest(kind, `craft/${name}`, { spec: { ...INTERVAL, ...spec } });
const source = (kind: string, spec: object): KubeObject => flux(`source.toolkit.fluxcd.io/v1 ${kind}`, spec);
const SOURCE = { kind: 'GitRepository', name: 'craft' };
const ACCOUNT = { serviceAccountName: 'craft-deploy' };
const applier = (spec: object): KubeObject =>
  flux('kustomize.toolkit.fluxcd.io/v1 Kustomization', { prune: true, sourceRef: SOURCE, ...ACCOUNT, ...spec });
const chartOf = (sourceRef: object): object => ({ chart: { spec: { chart: 'shop', sourceRef } } });
const CHARTS = { kind: 'HelmRepository', name: 'charts' };
const release = (spec: object): KubeObject =>
  flux('helm.toolkit.fluxcd.io/v2 HelmRelease', { ...ACCOUNT, ...chartOf(CHARTS), ...spec });
const ingress = (spec: object): KubeObject => manifest('networking.k8s.io/v1 Ingress', 'craft/thief', { spec });
const BACKEND = { service: { name: 'thief', port: { number: 80 } } };
const at = (host?: string): object => ({
  ...(host !== undefined && { host }),
  http: { paths: [{ path: '/', pathType: 'Prefix', backend: BACKEND }] },
});
const route = (spec: object): KubeObject => manifest('gateway.networking.k8s.io/v1 HTTPRoute', 'craft/thief', { spec });
const IMAGE = 'ghcr.io/acme/shop:1.0.0';
const POD = containerWith({ image: IMAGE });
const GATEWAY = { parentRefs: [{ name: 'public', namespace: 'gateways' }] };
const annotated = (annotations: object): KubeObject =>
  manifest('apps/v1 Deployment', 'craft/thief', {
    spec: {
      selector: { matchLabels: { app: 'thief' } },
      template: { metadata: { labels: { app: 'thief' }, annotations }, spec: POD },
    },
  });
const budget = (spec: object): KubeObject =>
  manifest('policy/v1 PodDisruptionBudget', 'craft/thief', { spec: { selector: {}, ...spec } });

/** The team `craft`, which may write Flux objects, has them and others applied. */
function crafts(what: string, ...objects: readonly KubeObject[]): Attempt {
  return { what: `craft: ${what}`, attempt: ({ craft }) => applyAll(craft, objects, true) };
}

/** What the lists of a workspace do not have. */
export const listAttacks = stoppedBy(admissionPolicy, [
  crafts('follows a foreign repository', source('GitRepository', { url: 'https://evil.com/acme/shop' })),
  crafts('follows a sibling of its own', source('GitRepository', { url: 'https://git.example.com/acme-evil/shop' })),
  crafts(
    'follows submodules',
    source('GitRepository', { url: 'https://git.example.com/acme/a', recurseSubmodules: true }),
  ),
  crafts(
    'brings a proxy',
    source('GitRepository', { url: 'https://git.example.com/acme/a', proxySecretRef: { name: 'x' } }),
  ),
  crafts('follows a foreign registry', source('OCIRepository', { url: 'oci://evil.com/acme/charts' })),
  crafts('follows foreign charts', source('HelmRepository', { url: 'https://evil.com' })),
  crafts('reads a foreign bucket', source('Bucket', { bucketName: 'acme', endpoint: 'evil.com' })),
  crafts("applies as another team's account", applier({ serviceAccountName: 'media-deploy' })),
  crafts('applies as no account', applier({ serviceAccountName: undefined })),
  crafts('applies to a foreign cluster', applier({ kubeConfig: { secretRef: { name: 'thief' } } })),
  crafts('applies to a foreign namespace', applier({ targetNamespace: 'media' })),
  crafts("applies another namespace's source", applier({ sourceRef: { ...SOURCE, namespace: 'media' } })),
  crafts("installs as another team's account", release({ serviceAccountName: 'media-deploy' })),
  crafts('installs to a foreign cluster', release({ kubeConfig: { secretRef: { name: 'thief' } } })),
  crafts('keeps releases in a foreign namespace', release({ storageNamespace: 'media' })),
  crafts("installs another namespace's chart", release(chartOf({ ...CHARTS, namespace: 'media' }))),
  crafts('installs a folder, whose dependencies lead anywhere', release(chartOf(SOURCE))),
  crafts('edits its own sync', flux('kustomize.toolkit.fluxcd.io/v1 Kustomization', { path: './dist' }, 'craft')),
  crafts(
    'takes the label of the admins off its own source',
    manifest('source.toolkit.fluxcd.io/v1 GitRepository', 'craft/craft', {
      metadata: { labels: { 'cdk8s-progressive-delivery/environment': 'x' } },
    }),
  ),
  crafts("takes another team's host", ingress({ rules: [at('media.dev.example.com')] })),
  crafts('takes the parent of its hosts', ingress({ rules: [at('craft.example.com')] })),
  crafts('takes every host', ingress({ rules: [at()] })),
  crafts('takes what nobody else does', ingress({ defaultBackend: BACKEND })),
  crafts("takes another team's host by a route", route({ ...GATEWAY, hostnames: ['media.dev.example.com'] })),
  crafts('takes every host of a Gateway', route(GATEWAY)),
  crafts(
    "has Flagger take another team's host",
    canaryOf('craft/thief', {}, { service: { port: 80, hosts: ['media.dev.example.com'] } }),
  ),
  crafts(
    "has Flagger take another team's Service",
    canaryOf('craft/thief', {}, { service: { port: 80, hosts: ['player.media'] } }),
  ),
  crafts('runs a foreign image', deployment('craft/thief', RESTRICTED_POD)),
  crafts('brings a proxy of its own', annotated({ 'config.linkerd.io/proxy-image': 'evil.com/proxy' })),
  crafts('leaves the mesh', annotated({ 'linkerd.io/inject': 'disabled' })),
  crafts('is called past the proxy', annotated({ 'config.linkerd.io/skip-inbound-ports': '8080' })),
  crafts('runs on every node', deployment('craft/thief', { ...POD, tolerations: [{ operator: 'Exists' }] })),
  crafts('keeps nodes from being drained', budget({ maxUnavailable: 0 })),
  crafts('keeps nodes from being drained by a share', budget({ minAvailable: '100%' })),
  crafts(
    'makes what cannot be deleted',
    manifest('v1 ConfigMap', 'craft/thief', { metadata: { finalizers: ['example.com/never'] } }),
  ),
  crafts(
    'follows a repository without TLS',
    source('OCIRepository', { url: 'oci://ghcr.io/acme/charts/x', insecure: true }),
  ),
  crafts('goes past the scheduler', deployment('craft/thief', { ...POD, nodeName: 'control-plane' })),
  crafts(
    'replaces the kubeconfig that admins keep',
    manifest('v1 Secret', 'craft/edge', { stringData: { value: 'x' } }),
  ),
  crafts(
    'makes a lasting token',
    manifest('v1 Secret', 'craft/thief', {
      metadata: { annotations: { 'kubernetes.io/service-account.name': 'craft-deploy' } },
      type: 'kubernetes.io/service-account-token',
    }),
  ),
]);

/** What they have. */
export const listedWork: readonly Attempt[] = [
  crafts('follows its repository', source('GitRepository', { url: 'https://git.example.com/acme/shop.git' })),
  crafts('follows its charts', source('HelmRepository', { url: 'https://charts.example.com' })),
  crafts('follows its registry', source('OCIRepository', { url: 'oci://ghcr.io/acme/charts/shop' })),
  crafts('applies to its namespaces', applier({ targetNamespace: 'craft-web' })),
  crafts('applies to its cluster', applier({ kubeConfig: { secretRef: { name: 'edge' } } })),
  crafts('installs a chart', release({})),
  crafts('publishes its host', ingress({ rules: [at('shop.example.com')] })),
  crafts('publishes by a route', route({ ...GATEWAY, hostnames: ['a.craft.example.com'] })),
  crafts('routes in the mesh', route({ parentRefs: [{ group: '', kind: 'Service', name: 'daily', port: 80 }] })),
  crafts(
    'has Flagger route to its Service',
    canaryOf('craft/daily', {}, { service: { port: 80, hosts: ['daily.craft-web'] } }),
  ),
  crafts('runs its image, in the mesh', annotated({ 'linkerd.io/inject': 'enabled' })),
  crafts('leaves a pod to evict', budget({ maxUnavailable: 1 })),
  crafts('keeps releases of Helm', manifest('v1 Secret', 'craft/release', { type: 'helm.sh/release.v1' })),
];
