import { eks } from '../../../src/constructs/infrastructure/eks';
import { flagger } from '../../../src/constructs/infrastructure/components/flagger';
import { loadTester } from '../../../src/constructs/infrastructure/components/load-tester';
import { prometheus } from '../../../src/constructs/infrastructure/components/prometheus';
import type { InfrastructureComponent } from '../../../src/constructs/infrastructure/infrastructure-component';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import versions from '../../../src/versions.json';
import { manifestSerializer, type ManifestObject, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { cluster, everything, everythingOnIstio, object, objects, problems } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

interface ReleaseSpec {
  readonly targetNamespace: string;
  readonly storageNamespace: string;
  readonly serviceAccountName: string;
  readonly chart: { readonly spec: { readonly chart: string; readonly version: string } };
  readonly values?: Readonly<Record<string, unknown>>;
}

const laptop = () => cluster({ branch: 'main', infrastructure: everything() });
const cloud = () => cluster({ branch: 'main', infrastructure: everything(), platform: eks({ region: 'eu-west-1' }) });
const noCni = () => cluster({ branch: 'main', infrastructure: everything({ cni: false }) });
const istioLaptop = () => cluster({ branch: 'main', infrastructure: everythingOnIstio() });
const istioCloud = () =>
  cluster({ branch: 'main', infrastructure: everythingOnIstio(), platform: eks({ region: 'eu-west-1' }) });
const clusters = {
  'on K3s': laptop,
  'on EKS': cloud,
  'without a CNI plugin': noCni,
  'with Istio on K3s': istioLaptop,
  'with Istio on EKS': istioCloud,
};

const releaseSpec = ({ spec }: ManifestObject) => spec as ReleaseSpec;
const level = (namespace: ManifestObject) =>
  (namespace.metadata as { labels?: Record<string, string> }).labels?.['pod-security.kubernetes.io/enforce'];
const levels = (of: ManifestObject[]) => Object.fromEntries(of.map((each) => [each.metadata.name, level(each)]));

describe.each(Object.entries(clusters))('everything %s', (_title, make) => {
  test('is valid strictly and reports no problem', () => {
    expect(synth(make()).flatMap(validateManifest)).toStrictEqual([]);
    expect(problems(make())).toStrictEqual([]);
  });

  test('installs every release as helm-controller, from its own repository, into a namespace that is made before', () => {
    const found = objects(make(), 'HelmRelease').map((release) => [release.metadata.namespace, releaseSpec(release)]);
    const namespaces = new Set(objects(make(), 'Namespace').map(({ metadata }) => metadata.name));
    const wrong = found.filter(([namespace, spec]) => {
      const { serviceAccountName, targetNamespace, storageNamespace } = spec as ReleaseSpec;
      const known = namespaces.has(targetNamespace) || targetNamespace === 'flux-system';
      return (
        namespace !== 'flux-system' ||
        serviceAccountName !== 'helm-controller' ||
        !known ||
        storageNamespace !== targetNamespace
      );
    });
    expect(wrong).toStrictEqual([]);
    expect(found).not.toHaveLength(0);
  });

  test('tries every release again after cleaning up, replaces its definitions, and takes changes beside Git back', () => {
    const careful = {
      install: { crds: 'CreateReplace', remediation: { retries: 3 } },
      upgrade: { crds: 'CreateReplace', cleanupOnFail: true, remediation: { retries: 3, remediateLastFailure: true } },
      driftDetection: { mode: 'enabled' },
    };
    for (const { spec } of objects(make(), 'HelmRelease')) expect(spec).toMatchObject(careful);
  });

  test('waits for every component to be healthy', () => {
    const syncs = objects(make(), 'Kustomization').filter(({ metadata }) => metadata.name !== 'cluster');
    expect(syncs.filter(({ spec }) => (spec as { wait?: boolean }).wait !== true)).toStrictEqual([]);
  });

  test('holds no Secret and no key', () => {
    expect(objects(make(), 'Secret')).toStrictEqual([]);
    expect(JSON.stringify(synth(make()))).not.toMatch(/PRIVATE KEY|keyPEM|crtPEM/);
  });
});

test('every pinned chart is installed, at the version that versions.json pins', () => {
  const installed = [laptop(), istioLaptop()].flatMap((each) =>
    objects(each, 'HelmRelease').map((release) => releaseSpec(release).chart.spec),
  );
  const pins = Object.values(versions.charts).map(({ chart, version }) => `${chart} ${version}`);
  expect([...new Set(installed.map(({ chart, version }) => `${chart} ${version}`))].sort()).toStrictEqual(pins.sort());
});

test('comes up in order', () => {
  const syncs = objects(laptop(), 'Kustomization').filter(
    ({ metadata }) => !['cluster', 'gateway-api-crds'].includes(metadata.name),
  );
  const order = syncs.map(({ metadata, spec }) => {
    const { dependsOn = [] } = spec as { dependsOn?: { name: string }[] };
    return `${metadata.name}: ${dependsOn.map(({ name }) => name).join(', ')}`;
  });
  expect(order).toStrictEqual([
    'cert-manager: ',
    'gateway-api: ',
    'linkerd-crds: cert-manager, gateway-api',
    'trust-manager: cert-manager, linkerd-crds',
    'linkerd-identity: cert-manager, trust-manager, linkerd-crds',
    'linkerd-cni: linkerd-crds',
    'linkerd-control-plane: linkerd-crds, linkerd-identity, linkerd-cni',
    'prometheus: ',
    'grafana: prometheus',
    'linkerd-viz: linkerd-control-plane, prometheus',
    'linkerd-smi: linkerd-control-plane',
    'ingress-nginx: cert-manager, linkerd-control-plane',
    'flagger: prometheus, gateway-api, linkerd-control-plane, linkerd-smi, ingress-nginx',
    'load-tester: flagger',
  ]);
});

test('a load tester for some namespaces answers the Canaries of no other', () => {
  const some = cluster({
    branch: 'main',
    infrastructure: [...everything().slice(0, -1), loadTester({ namespaces: ['bank', 'media'] })],
  });
  expect(object(some, 'HelmRelease', 'flagger-loadtester').spec).toHaveProperty(
    'values.cmd.namespaceRegexp',
    '^(bank|media)$',
  );
});

test('definitions outlive their component, since every custom resource goes with them', () => {
  const kept = objects(laptop(), 'Kustomization').filter(
    ({ spec }) => (spec as { deletionPolicy?: string }).deletionPolicy === 'Orphan',
  );
  expect(kept.map(({ metadata }) => metadata.name)).toStrictEqual(
    expect.arrayContaining(['gateway-api', 'gateway-api-crds', 'linkerd-crds', 'linkerd-identity', 'linkerd-smi']),
  );
});

describe('Pod Security', () => {
  test('is restricted everywhere but where the CNI plugin writes to the node', () => {
    expect(levels(objects(laptop(), 'Namespace'))).toStrictEqual({
      'cert-manager': 'restricted',
      'flagger-system': 'restricted',
      'ingress-nginx': 'restricted',
      linkerd: 'restricted',
      'linkerd-cni': 'privileged',
      'linkerd-smi': 'restricted',
      'linkerd-viz': 'restricted',
      monitoring: 'restricted',
    });
  });

  test('is privileged for meshed pods without the plugin', () => {
    expect(levels(objects(noCni(), 'Namespace'))).toMatchObject({
      'flagger-system': 'privileged',
      'ingress-nginx': 'privileged',
      linkerd: 'privileged',
      monitoring: 'restricted',
    });
  });
});

test('no chart widens the rights of Kubernetes’ own edit and admin roles, where it can be told not to', () => {
  const aggregates = objects(laptop(), 'HelmRelease')
    .map(releaseSpec)
    .flatMap(({ chart, values = {} }) => {
      const { rbac } = values.global === undefined ? values : (values.global as { rbac?: unknown });
      return rbac === undefined ? [] : [[chart.spec.chart, rbac]];
    });
  expect(Object.fromEntries(aggregates)).toStrictEqual({
    'cert-manager': { aggregateClusterRoles: false },
    'flux-operator': { createAggregation: false },
    grafana: { namespaced: true },
    'trust-manager': { aggregateClusterRoles: false },
  });
});

describe('certificates of the mesh', () => {
  test('the issuer lives for two days with a new key each time, the anchor keeps its key', () => {
    expect(object(laptop(), 'Certificate', 'linkerd-identity-issuer').spec).toMatchObject({
      duration: '48h',
      renewBefore: '25h',
      isCA: true,
      privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always' },
    });
    expect(object(laptop(), 'Certificate', 'linkerd-trust-anchor').spec).toMatchObject({
      privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Never' },
    });
  });

  test('only the namespace linkerd can have identities issued', () => {
    const issuers = [...objects(laptop(), 'Issuer'), ...objects(laptop(), 'ClusterIssuer')];
    const signing = issuers.filter(({ spec }) => 'ca' in (spec as object));
    expect(signing.map(({ kind, metadata }) => [kind, metadata.namespace])).toStrictEqual([['Issuer', 'linkerd']]);
  });

  test('every webhook of the control plane takes its certificate from cert-manager', () => {
    const certificates = new Set(
      objects(laptop(), 'Certificate').map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`),
    );
    const injected = [...JSON.stringify(objects(laptop(), 'HelmRelease')).matchAll(/"injectCaFrom":"([^"]+)"/g)];
    expect(injected).toHaveLength(5);
    expect(injected.filter(([, name = '']) => !certificates.has(name))).toStrictEqual([]);
  });
});

test('a platform of one’s own takes every component, and its facts reach them', () => {
  const azure = {
    name: 'aks',
    storageClass: 'managed-csi',
    loadBalancerAnnotations: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
    cni: { configDirectory: '/etc/cni/net.d', binDirectory: '/opt/cni/bin' },
    zoneTopologyKey: 'topology.kubernetes.io/zone',
    serviceAccountAnnotations: (role: string) => ({ 'azure.workload.identity/client-id': role }),
    fluxClusterType: 'azure' as const,
  };
  for (const infrastructure of [everything(), everythingOnIstio()]) {
    const own = cluster({ branch: 'main', infrastructure, platform: azure });
    expect(problems(own)).toStrictEqual([]);
    expect(synth(own).flatMap(validateManifest)).toStrictEqual([]);
    const text = JSON.stringify(objects(own, 'HelmRelease'));
    expect(text).toContain('"storageClass":"managed-csi"');
    expect(text).toContain('"service.beta.kubernetes.io/azure-load-balancer-internal":"true"');
    expect(object(own, 'FluxInstance', 'flux').spec).toHaveProperty('cluster.type', 'azure');
  }
});

describe('what differs between platforms', () => {
  const values = (make: typeof laptop, name: string) => releaseSpec(object(make(), 'HelmRelease', name)).values;

  test('the load balancer, storage, zones, CNI folders and anti-affinity', () => {
    expect(values(cloud, 'ingress-nginx')).toHaveProperty(
      ['controller', 'service', 'annotations', 'service.beta.kubernetes.io/aws-load-balancer-scheme'],
      'internet-facing',
    );
    expect(values(laptop, 'prometheus')).toHaveProperty('server.persistentVolume.storageClass', 'local-path');
    expect(values(cloud, 'prometheus')).toHaveProperty('server.persistentVolume.storageClass', 'gp3');
    expect(values(laptop, 'linkerd-cni')).toMatchObject({ destCNIBinDir: '/var/lib/rancher/k3s/data/cni' });
    expect(values(cloud, 'linkerd-cni')).toMatchObject({ destCNIBinDir: '/opt/cni/bin' });
    expect(values(laptop, 'linkerd-control-plane')).toMatchObject({ enablePodAntiAffinity: false });
    expect(values(cloud, 'linkerd-control-plane')).toMatchObject({ enablePodAntiAffinity: true });
    expect(values(laptop, 'cert-manager')).toHaveProperty('topologySpreadConstraints.length', 1);
    expect(values(cloud, 'cert-manager')).toHaveProperty(
      'topologySpreadConstraints.0.topologyKey',
      'topology.kubernetes.io/zone',
    );
  });

  test('K3s that keeps Traefik has no ports for an ingress controller of ours', () => {
    const keeping = k3s({ disable: ['servicelb'], storageClass: 'longhorn' });
    const message = (component: string) =>
      `platform must leave ports 80 and 443 to ${component}, got "k3s with Traefik"; ` +
      "start K3s with --disable=traefik and name it in k3s({ disable: ['traefik'] })";
    expect(keeping.storageClass).toBe('longhorn');
    expect(problems(cluster({ branch: 'main', infrastructure: everythingOnIstio(), platform: keeping }))).toStrictEqual(
      [
        `laptop/infrastructure/istio-ingress: ${message('istio-ingressgateway')}`,
        `laptop/infrastructure/ingress-nginx: ${message('ingress-nginx')}`,
      ],
    );
    expect(problems(cluster({ branch: 'main', infrastructure: [prometheus()], platform: keeping }))).toStrictEqual([]);
  });

  test('a service account takes on a role in the cloud by ARN, or by name where the account is known', () => {
    const annotation = 'eks.amazonaws.com/role-arn';
    const arn = 'arn:aws:iam::1:role/dns';
    expect(eks({ region: 'eu-west-1' }).serviceAccountAnnotations?.(arn)).toStrictEqual({ [annotation]: arn });
    expect(eks({ region: 'cn-north-1', account: '1' }).serviceAccountAnnotations?.('dns')).toStrictEqual({
      [annotation]: 'arn:aws-cn:iam::1:role/dns',
    });
    expect(() => eks({ region: 'eu-west-1' }).serviceAccountAnnotations?.('dns')).toThrow(
      'role must be an ARN, got "dns"; give the whole ARN, or the account of the roles as eks({ account })',
    );
    expect(k3s().serviceAccountAnnotations).toBeUndefined();
  });
});

test('prometheus installs kube-state-metrics only where it is asked to, with sight of pods alone', () => {
  const values = (component: InfrastructureComponent) =>
    releaseSpec(object(cluster({ branch: 'main', infrastructure: [component] }), 'HelmRelease', 'prometheus')).values;
  expect(values(prometheus())).toHaveProperty('kube-state-metrics', { enabled: false });
  expect(values(prometheus({ kubeStateMetrics: true }))).toHaveProperty('kube-state-metrics', {
    enabled: true,
    collectors: ['pods'],
  });
});

describe('flagger', () => {
  test('tells the cluster its mesh and its Prometheus, for canaries to know whose series built-in metrics ask for', () => {
    expect(laptop().flagger).toStrictEqual({
      meshProvider: 'linkerd',
      metricsServer: 'http://prometheus.monitoring:9090',
    });
    expect(cluster({ branch: 'main', infrastructure: [prometheus()] }).flagger).toBeUndefined();
  });

  test('is told its mesh, its Prometheus and to refuse references across namespaces', () => {
    expect(object(laptop(), 'HelmRelease', 'flagger')).toMatchSnapshot();
  });

  test('needs the Prometheus that it asks, unless it is given another', () => {
    const alone = cluster({ branch: 'main', infrastructure: [flagger({ meshProvider: 'kubernetes' })] });
    expect(problems(alone)).toStrictEqual([
      'laptop: infrastructure flagger: dependsOn must name components of this cluster, got "prometheus"; ' +
        'add the component "prometheus" to infrastructure, or take "flagger" off it',
    ]);
    const external = flagger({ meshProvider: 'kubernetes', metricsServer: 'https://metrics.example.com' });
    expect(problems(cluster({ branch: 'main', infrastructure: [external] }))).toStrictEqual([]);
    const wrong = flagger({ meshProvider: 'kubernetes', metricsServer: 'prometheus:9090' });
    expect(problems(cluster({ branch: 'main', infrastructure: [wrong] }))).toStrictEqual([
      'laptop/infrastructure/flagger: metricsServer must be an http:// or https:// URL, got "prometheus:9090"; ' +
        'write it like "http://prometheus.monitoring:9090"',
    ]);
  });
});
