import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { PodinfoApp, type PodinfoAppProps } from '../../../src/constructs/app/podinfo-app';
import { Canary } from '../../../src/constructs/delivery/canary';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { canary } from '../../../src/constructs/delivery/strategy';
import { Cluster } from '../../../src/constructs/infrastructure/cluster';
import { eks } from '../../../src/constructs/infrastructure/eks';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import { GitOpsApp } from '../../../src/synth/gitops-app';
import { type ManifestObject, manifestSerializer, snapshotOf, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';

expect.addSnapshotSerializer(manifestSerializer());

const props: PodinfoAppProps = { tag: '6.9.4' };
const strategy = canary({ stepWeight: 10, maxWeight: 50 });

function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

function objects(app: PodinfoAppProps = props): ManifestObject[] {
  const chart = shop();
  new PodinfoApp(chart, 'backend', app);
  return Testing.synth(chart) as ManifestObject[];
}

function problems(app: PodinfoAppProps, id = 'backend'): string[] {
  return new PodinfoApp(shop(), id, app).node.validate();
}

/** The `spec` of the one object of a kind, as a path of keys leads into it. */
function at(all: readonly ManifestObject[], kind: string, ...path: (string | number)[]): unknown {
  const [object] = all.filter((one) => one.kind === kind);
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], object?.spec);
}

const container = ['template', 'spec', 'containers', 0];

describe('PodinfoApp', () => {
  test('is five objects by default', () => {
    const titles = Object.keys(snapshotOf(objects()));
    expect(titles).toStrictEqual([
      'Service shop/backend',
      'ServiceAccount shop/backend',
      'apps/Deployment shop/backend',
      'autoscaling/HorizontalPodAutoscaler shop/backend',
      'policy/PodDisruptionBudget shop/backend',
    ]);
  });

  test.each(['Service', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'ServiceAccount'])('has a %s', (kind) => {
    expect(objects().filter((object) => object.kind === kind)).toMatchSnapshot();
  });

  test('runs its pods as a user without rights, on a read-only file system', () => {
    const all = objects();
    expect(at(all, 'Deployment', 'template', 'spec', 'securityContext')).toStrictEqual({
      fsGroup: 101,
      runAsGroup: 101,
      runAsNonRoot: true,
      runAsUser: 100,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(at(all, 'Deployment', ...container, 'securityContext')).toStrictEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  test('passes the schema of Kubernetes, with every prop given', () => {
    const all = objects({
      tag: '6.9.4',
      image: 'registry.example.com/podinfo',
      color: '#AABBCC',
      message: 'hello: world',
      backendUrl: 'http://backend:9898/echo',
      replicas: { min: 1, max: 3 },
      cpuUtilization: 80,
      resources: { requests: { cpu: '0.5', memory: '64Mi' } },
      ingress: { host: '*.example.com', className: 'public', annotations: { 'example.com/a': 'b' } },
    });
    expect(all.flatMap(validateManifest)).toStrictEqual([]);
    expect(at(all, 'Deployment', ...container, 'env')).toStrictEqual([
      { name: 'PODINFO_UI_COLOR', value: '#aabbcc' },
      { name: 'PODINFO_UI_MESSAGE', value: 'hello: world' },
    ]);
    expect(at(all, 'Deployment', ...container, 'command')).toContain('--backend-url=http://backend:9898/echo');
  });

  test('never sets replicas: they belong to the autoscaler, even when they are fixed', () => {
    const all = objects({ ...props, replicas: 3 });
    expect(at(all, 'Deployment')).not.toHaveProperty('replicas');
    expect(at(all, 'HorizontalPodAutoscaler')).toMatchObject({ minReplicas: 3, maxReplicas: 3 });
  });

  test('makes NGINX use the address of the Service, unless told otherwise', () => {
    const annotation = 'nginx.ingress.kubernetes.io/service-upstream';
    const ingress = { host: 'shop.example.com' };
    const annotations = (app: PodinfoAppProps) =>
      objects(app).find(({ kind }) => kind === 'Ingress')?.metadata.annotations;
    expect(annotations({ ...props, ingress })).toStrictEqual({ [annotation]: 'true' });
    expect(annotations({ ...props, ingress: { ...ingress, annotations: { [annotation]: 'false' } } })).toStrictEqual({
      [annotation]: 'false',
    });
    expect(annotations({ ...props, ingress: { ...ingress, className: 'other' } })).toBeUndefined();
  });

  test('can be patched through ApiObject.of, which finds the Deployment', () => {
    const chart = shop();
    const app = new PodinfoApp(chart, 'backend', props);
    ApiObject.of(app).addJsonPatch(JsonPatch.replace('/spec/minReadySeconds', 9));
    expect(at(Testing.synth(chart) as ManifestObject[], 'Deployment', 'minReadySeconds')).toBe(9);
  });

  test('refuses what Kubernetes or Flagger would, all at once', () => {
    expect(
      problems({
        tag: 'v 1',
        color: 'blurple',
        replicas: { min: 4, max: 2 },
        cpuUtilization: 0,
        resources: { requests: { cpu: '2', memory: '1 GB' }, limits: { cpu: '100m' } },
        ingress: { host: 'http://shop' },
      }),
    ).toStrictEqual([
      'cpuUtilization must be a whole percentage of at least 1, got 0; for example 80',
      'ingress.host must be a host name (lower case labels joined by dots, at most 253 characters; the first may be "*"), got "http://shop"; write it like "shop.example.com" or "*.example.com"',
      'tag must be an image tag, got "v 1"; write it like "6.9.4"',
      'resources.requests.memory must be an amount of memory, got "1 GB"; write it like "64Mi" or "1Gi"',
      'replicas.max must be at least min 4, got 2; raise it, or lower min',
      'color must be a colour name or #rrggbb, got "blurple"; the names are black, blue, brown, cyan, green, grey, indigo, magenta, orange, pink, purple, red, teal, yellow',
    ]);
  });

  test('refuses an image that brings its own tag, and a backend that is no URL', () => {
    expect(
      problems({ ...props, image: 'registry.example.com:5000/podinfo:6.9.4', backendUrl: 'backend:9898' }),
    ).toStrictEqual([
      'image must be an image name without a tag, got "registry.example.com:5000/podinfo:6.9.4"; write it like "ghcr.io/stefanprodan/podinfo", and the tag in tag',
      'backendUrl must be an http:// or https:// URL, got "backend:9898"; for example "http://backend:9898/echo"',
    ]);
    const image = 'registry.example.com:5000/team_a/podinfo';
    expect(problems({ ...props, image, backendUrl: 'http://backend.shop:9898/echo' })).toStrictEqual([]);
  });

  test('refuses a request above its limit', () => {
    expect(
      problems({ ...props, resources: { requests: { memory: '1Gi' }, limits: { memory: '1000Mi' } } }),
    ).toStrictEqual([
      'resources.requests.memory must be at most the limit 1000Mi, got "1Gi"; lower it, or raise the limit',
    ]);
  });

  test('refuses a name that leaves no room for -primary', () => {
    expect(problems(props, 'Backend')).toHaveLength(1);
    expect(problems(props, 'b'.repeat(56))).toHaveLength(1);
    expect(problems(props, 'b'.repeat(55))).toStrictEqual([]);
  });

  test('needs a tag and a namespace from somewhere', () => {
    expect(new PodinfoApp(new Chart(new App(), 'shop'), 'backend').node.validate()).toStrictEqual([
      'namespace must be given, got nothing; set it here or on the Chart',
      'tag must be given in release data or in code, got nothing; set it here: no environment gives release data',
    ]);
  });
});

describe('PodinfoApp with a Canary', () => {
  function rolledOut(): ManifestObject[] {
    const chart = shop();
    const target = new PodinfoApp(chart, 'backend', props);
    new Canary(chart, 'rollout', { target, strategy, provider: linkerd(), analysis: profiles.quick });
    return Testing.synth(chart) as ManifestObject[];
  }

  test('leaves its Service to Flagger', () => {
    expect(rolledOut().map(({ kind }) => kind)).toStrictEqual([
      'ServiceAccount',
      'Deployment',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'Canary',
    ]);
  });

  test('names the port of its container and its autoscaler to Flagger', () => {
    const all = rolledOut();
    expect(at(all, 'Canary', 'service')).toMatchObject({ port: 9898, targetPort: 'http' });
    expect(at(all, 'Deployment', ...container, 'ports', 0)).toMatchObject({ name: 'http', containerPort: 9898 });
    expect(at(all, 'Canary', 'autoscalerRef')).toMatchObject({ kind: 'HorizontalPodAutoscaler', name: 'backend' });
    expect(all.flatMap(validateManifest)).toStrictEqual([]);
  });

  test('keeps a disruption budget over the pods of both labels', () => {
    expect(at(rolledOut(), 'PodDisruptionBudget', 'selector')).toStrictEqual({
      matchExpressions: [{ key: 'app', operator: 'In', values: ['backend', 'backend-primary'] }],
    });
  });
});

describe('PodinfoApp in a workspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'podinfo-app-'));
  const releases = join(folder, 'dev.yaml');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function workspace(data: string): TeamWorkspace {
    writeFileSync(releases, data);
    const app = new GitOpsApp({ repository: 'https://github.com/acme/fleet' });
    const cluster = new Cluster(app, 'cloud', { platform: eks({ region: 'eu-west-1' }) });
    const environment = new Environment(cluster, 'dev', {
      branch: 'dev',
      releases,
      profile: profiles.quick,
      traffic: linkerd(),
    });
    return new TeamWorkspace(environment, 'shop', { namespaces: ['shop', 'shop-web'], admins: ['shop-leads'] });
  }

  const data = `shop:
  backend:
    tag: 6.9.4
    color: green
    replicas: 3
    canary: { stepWeight: 5, maxWeight: 40 }
`;

  test('takes everything from release data, and the analysis from the environment', () => {
    const shop = workspace(data);
    const target = new PodinfoApp(shop, 'backend', { tag: '6.0.0', color: 'blue', namespace: 'shop-web' });
    new Canary(shop, 'rollout', { target, strategy });
    const all = synth(shop);
    expect(at(all, 'Deployment', ...container)).toMatchObject({
      image: 'ghcr.io/stefanprodan/podinfo:6.9.4',
      env: [{ name: 'PODINFO_UI_COLOR', value: '#2e7d4f' }],
    });
    expect(at(all, 'HorizontalPodAutoscaler')).toMatchObject({ minReplicas: 3, maxReplicas: 3 });
    expect(at(all, 'Canary', 'analysis')).toMatchObject({ interval: '10s', stepWeight: 5, maxWeight: 40 });
    expect(new Set(all.map(({ metadata }) => metadata.namespace))).toStrictEqual(new Set(['shop-web']));
  });

  test('spreads its pods over hosts and the zones of the platform', () => {
    const shop = workspace(data.replace(/ {4}canary.*\n/, ''));
    new PodinfoApp(shop, 'backend');
    const spread = at(synth(shop), 'Deployment', 'template', 'spec', 'topologySpreadConstraints');
    expect((spread as { topologyKey: string }[]).map(({ topologyKey }) => topologyKey)).toStrictEqual([
      'kubernetes.io/hostname',
      'topology.kubernetes.io/zone',
    ]);
  });

  test('takes a colour by its name or in hexadecimal, of which release data wins', () => {
    const colorIn = (release: string, inCode?: string) => {
      const shop = workspace(`shop: { backend: { tag: 6.9.4${release} } }\n`);
      new PodinfoApp(shop, 'backend', { color: inCode, message: 'hello' });
      return (at(synth(shop), 'Deployment', ...container, 'env') as { value: string }[])[0]?.value;
    };
    expect(colorIn(', color: blue', 'red')).toBe('#2f5d8a');
    expect(colorIn(', color: "#AABBCC"', 'red')).toBe('#aabbcc');
    expect(colorIn('', 'red')).toBe('#b3312c');
    expect(colorIn('', '#123456')).toBe('#123456');
  });

  test('must keep the restricted standard there, which the namespaces ask for', () => {
    const shop = workspace('shop: { backend: { tag: 6.9.4 } }\n');
    expect(new PodinfoApp(shop, 'backend', { unrestricted: {} }).node.validate()).toStrictEqual([
      'unrestricted must be left out in the workspace shop, got {}; its namespaces take restricted pods only: remove it',
    ]);
  });

  test('is told where in the file to give what is missing', () => {
    const shop = workspace('shop:\n  backend:\n    color: green\n');
    const [problem] = new PodinfoApp(shop, 'backend').node.validate();
    expect(problem?.replaceAll(folder, '')).toBe(
      'tag must be given in release data or in code, got nothing; give it at /dev.yaml:2:3: shop.backend.tag, or as the prop tag',
    );
  });

  test('leaves release data of a Canary that nobody made to be reported', () => {
    const shop = workspace(data);
    new PodinfoApp(shop, 'backend');
    expect(() => synth(shop)).toThrow(/shop\.backend\.canary/);
  });
});
