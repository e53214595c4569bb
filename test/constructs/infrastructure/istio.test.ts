import { gatewayApi } from '../../../src/constructs/infrastructure/components/gateway-api';
import { istio } from '../../../src/constructs/infrastructure/components/istio';
import { linkerd } from '../../../src/constructs/infrastructure/components/linkerd';
import { certManager } from '../../../src/constructs/infrastructure/components/cert-manager';
import { eks } from '../../../src/constructs/infrastructure/eks';
import { istio as istioTraffic } from '../../../src/constructs/traffic/istio';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { Canary } from '../../../src/constructs/delivery/canary';
import { canary } from '../../../src/constructs/delivery/strategy';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { cluster, everythingOnIstio, object, objects, problems } from './fixture';

const laptop = () => cluster({ branch: 'main', infrastructure: everythingOnIstio() });
const cloud = () =>
  cluster({ branch: 'main', infrastructure: everythingOnIstio(), platform: eks({ region: 'eu-west-1' }) });
const noCni = () => cluster({ branch: 'main', infrastructure: everythingOnIstio({ cni: false }) });
const values = (of: ReturnType<typeof cluster>, release: string) =>
  (object(of, 'HelmRelease', release).spec as { values: Record<string, unknown> }).values;

function shopOn(on: ReturnType<typeof cluster>): TeamWorkspace {
  const dev = new Environment(on, 'dev', { branch: 'main', profile: profiles.quick, traffic: istioTraffic() });
  const shop = new TeamWorkspace(dev, 'shop', { namespaces: ['shop'], admins: ['shop-leads'] });
  const backend = new PodinfoApp(shop, 'backend', { tag: '6.9.4' });
  new Canary(shop, 'backend-rollout', { target: backend, strategy: canary({ stepWeight: 10, maxWeight: 50 }) });
  return shop;
}

test('comes up in order: definitions, plugin, istiod, then what is in the mesh', () => {
  const order = objects(laptop(), 'Kustomization').map(({ metadata, spec }) => {
    const { dependsOn = [] } = spec as { dependsOn?: { name: string }[] };
    return `${metadata.name}: ${dependsOn.map(({ name }) => name).join(', ')}`;
  });
  expect(order).toStrictEqual(
    expect.arrayContaining([
      'istio-base: ',
      'istio-cni: istio-base',
      'istiod: istio-base, gateway-api, istio-cni',
      'istio-ingress: istiod',
      'flagger: prometheus, gateway-api, istiod, ingress-nginx',
      'load-tester: flagger',
    ]),
  );
});

test('a fleet with a canary in Istio is valid and reports no problem', () => {
  const on = laptop();
  shopOn(on);
  expect(problems(on)).toStrictEqual([]);
  expect(synth(on.node.root as never).flatMap(validateManifest)).toStrictEqual([]);
  expect(object(on, 'HelmRelease', 'flagger').spec).toHaveProperty('values.meshProvider', 'istio');
  const workspace = objects(on, 'Kustomization').find(({ metadata }) => metadata.name === 'workspace-dev-shop');
  expect(workspace?.spec).toHaveProperty('dependsOn', expect.arrayContaining([{ name: 'istiod' }]));
});

test('a workspace refuses Istio without its CNI plugin', () => {
  const on = noCni();
  shopOn(on);
  expect(problems(on)).toStrictEqual([
    expect.stringMatching(
      /^laptop\/dev\/shop: infrastructure of cluster laptop must have Istio's CNI plugin, since workspaces keep the Pod Security level restricted, got \[.*; use istio\(\) without cni: false$/,
    ),
  ]);
});

test('Pod Security is restricted but where the plugin writes to the node, and in the mesh without the plugin', () => {
  const levels = (on: ReturnType<typeof cluster>) =>
    Object.fromEntries(
      objects(on, 'Namespace').map(({ metadata }) => [
        metadata.name,
        (metadata as { labels?: Record<string, string> }).labels?.['pod-security.kubernetes.io/enforce'],
      ]),
    );
  expect(levels(laptop())).toMatchObject({
    'flagger-system': 'restricted',
    'istio-cni': 'privileged',
    'istio-ingress': 'restricted',
    'istio-system': 'restricted',
  });
  expect(levels(noCni())).toMatchObject({ 'flagger-system': 'privileged' });
  expect(values(laptop(), 'istiod')).toMatchObject({
    cni: { enabled: true },
    seccompProfile: { type: 'RuntimeDefault' },
    global: { proxy: { seccompProfile: { type: 'RuntimeDefault' } } },
  });
  expect(values(noCni(), 'istiod')).toHaveProperty('cni.enabled', false);
});

test('what differs between platforms: CNI folders, the load balancer, zones and the size of istiod', () => {
  expect(values(laptop(), 'istio-cni')).toStrictEqual({
    cniBinDir: '/var/lib/rancher/k3s/data/cni',
    cniConfDir: '/var/lib/rancher/k3s/agent/etc/cni/net.d',
  });
  expect(values(cloud(), 'istio-cni')).toStrictEqual({ cniBinDir: '/opt/cni/bin', cniConfDir: '/etc/cni/net.d' });
  expect(values(cloud(), 'istio-ingressgateway')).toHaveProperty(
    ['service', 'annotations', 'service.beta.kubernetes.io/aws-load-balancer-type'],
    'external',
  );
  expect(values(cloud(), 'istiod')).toHaveProperty(
    'topologySpreadConstraints.0.topologyKey',
    'topology.kubernetes.io/zone',
  );
  expect(values(laptop(), 'istiod')).toHaveProperty('resources.requests.memory', '512Mi');
  expect(values(cloud(), 'istiod')).not.toHaveProperty('resources');
});

test('Prometheus reads the proxies by the annotations that Istio gives to meshed pods, of which the load tester is one', () => {
  expect(values(laptop(), 'istiod')).toHaveProperty('meshConfig.enablePrometheusMerge', true);
  expect(values(laptop(), 'prometheus')).not.toHaveProperty('scrapeConfigs');
  expect(values(laptop(), 'flagger-loadtester')).toHaveProperty('podLabels', { 'sidecar.istio.io/inject': 'true' });
  expect(objects(laptop(), 'ConfigMap').map(({ metadata }) => metadata.name)).toContain('canaries-istio');
});

test('Flux leaves alone the policy of the webhooks that istiod sets itself', () => {
  for (const release of ['istio-base', 'istiod']) {
    expect(object(laptop(), 'HelmRelease', release).spec).toHaveProperty('driftDetection', {
      mode: 'enabled',
      ignore: [{ paths: ['/webhooks/0/failurePolicy'], target: { kind: 'ValidatingWebhookConfiguration' } }],
    });
  }
});

test('definitions outlive Istio', () => {
  expect(object(laptop(), 'Kustomization', 'istio-base').spec).toHaveProperty('deletionPolicy', 'Orphan');
});

test('a cluster has one mesh', () => {
  const both = cluster({ branch: 'main', infrastructure: [certManager(), gatewayApi(), ...linkerd(), ...istio()] });
  expect(problems(both)).toStrictEqual([
    'laptop/infrastructure/istiod: infrastructure must have one mesh, got "Istio and Linkerd"; take linkerd() or istio() off it',
  ]);
});
