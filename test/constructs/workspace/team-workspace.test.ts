import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { Canary } from '../../../src/constructs/delivery/canary';
import { canary } from '../../../src/constructs/delivery/strategy';
import { eks } from '../../../src/constructs/infrastructure/eks';
import { infrastructure } from '../../../src/constructs/infrastructure/infrastructure';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import { istio } from '../../../src/constructs/traffic/istio';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import { linkerd, linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import { nginx } from '../../../src/constructs/traffic/nginx';
import { thousandths } from '../../../src/model/quantity';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import { Synthesis } from '../../../src/synth/synthesis';
import { manifestSerializer, type ManifestObject, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import {
  adminObjects,
  adminSync,
  clusterIn,
  devWorkspace,
  environmentOn,
  fleetApp,
  only,
  problems,
  workspaceIn,
} from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

function fluxSpec(workspace: TeamWorkspace, kind: 'GitRepository' | 'Kustomization'): Record<string, unknown> {
  return only(adminObjects(workspace), kind, workspace.name).spec as Record<string, unknown>;
}

describe('what a workspace makes by default', () => {
  const objects = adminObjects(devWorkspace());

  test.each([
    ['Namespace', 'shop'],
    ['ServiceAccount', 'shop-deploy'],
    ['ResourceQuota', 'workspace'],
    ['LimitRange', 'workspace'],
    ['GitRepository', 'shop'],
    ['Kustomization', 'shop'],
  ])('%s %s', (kind, name) => {
    expect(only(objects, kind, name)).toMatchSnapshot();
  });

  test('one file for each concern, beside the apps and never among them', () => {
    const app = fleetApp();
    workspaceIn(environmentOn(clusterIn(app, 'laptop'), 'dev'));
    const files: string[] = [];
    new Synthesis(app).run(({ path }) => files.push(path));
    expect(files.filter((path) => !path.startsWith('clusters/'))).toStrictEqual([
      'apps/dev/shop/settings.yaml',
      'apps/dev/shop/kustomization.yaml',
      'workspaces/dev/shop/access.yaml',
      'workspaces/dev/shop/limits.yaml',
      'workspaces/dev/shop/namespaces.yaml',
      'workspaces/dev/shop/network.yaml',
      'workspaces/dev/shop/quota.yaml',
      'workspaces/dev/shop/sync.yaml',
      'workspaces/dev/shop/kustomization.yaml',
      'infrastructure/laptop/workspace-policies/appliers.yaml',
      'infrastructure/laptop/workspace-policies/canaries.yaml',
      'infrastructure/laptop/workspace-policies/canary-hosts.yaml',
      'infrastructure/laptop/workspace-policies/disruption-budgets.yaml',
      'infrastructure/laptop/workspace-policies/external-secrets.yaml',
      'infrastructure/laptop/workspace-policies/finalizers.yaml',
      'infrastructure/laptop/workspace-policies/image-repositories.yaml',
      'infrastructure/laptop/workspace-policies/images.yaml',
      'infrastructure/laptop/workspace-policies/ingress-hosts.yaml',
      'infrastructure/laptop/workspace-policies/pods.yaml',
      'infrastructure/laptop/workspace-policies/route-hosts.yaml',
      'infrastructure/laptop/workspace-policies/secrets.yaml',
      'infrastructure/laptop/workspace-policies/services.yaml',
      'infrastructure/laptop/workspace-policies/sources.yaml',
      'infrastructure/laptop/workspace-policies/kustomization.yaml',
    ]);
  });

  test('apps go to the first namespace', () => {
    expect(synth(devWorkspace({ namespaces: ['web', 'jobs'], home: 'jobs' }))[0]?.metadata.namespace).toBe('web');
  });
});

describe('what a team may set', () => {
  test('single entries of the quota, the others staying', () => {
    const quota = only(
      adminObjects(devWorkspace({ quota: { pods: '40', 'count/canaries.flagger.app': '5' } })),
      'ResourceQuota',
      'workspace',
    );
    expect(quota.spec).toMatchObject({ hard: { pods: '40', 'count/canaries.flagger.app': '5', 'requests.cpu': '5' } });
  });

  test('single entries of the limits, the others staying', () => {
    const limits = { default: { memory: '1Gi' }, max: { memory: '2Gi' } };
    expect(only(adminObjects(devWorkspace({ limits })), 'LimitRange', 'workspace').spec).toStrictEqual({
      limits: [
        {
          type: 'Container',
          default: { memory: '1Gi' },
          defaultRequest: { cpu: '100m', memory: '64Mi' },
          max: { memory: '2Gi' },
        },
      ],
    });
  });
});

describe('the quota has room for the rollout of two Podinfo apps in the mesh', () => {
  const workspace = new TeamWorkspace(environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev'), 'shop', {
    namespaces: ['shop'],
    admins: ['shop-leads'],
  });
  for (const id of ['backend', 'frontend']) {
    const target = new PodinfoApp(workspace, id, { tag: '6.9.4' });
    new Canary(workspace, `${id}-rollout`, { target, strategy: canary({ stepWeight: 10, maxWeight: 50 }) });
  }
  const admin = adminObjects(workspace);
  const hard = (only(admin, 'ResourceQuota', 'workspace').spec as { hard: Record<string, string> }).hard;
  const [proxy] = (only(admin, 'LimitRange', 'workspace').spec as { limits: Record<string, Record<string, string>>[] })
    .limits;
  const apps = synth(workspace).filter(({ kind }) => kind === 'Deployment');
  const [most = 0] = synth(workspace).flatMap(({ kind, spec }) =>
    kind === 'HorizontalPodAutoscaler' ? [(spec as { maxReplicas: number }).maxReplicas] : [],
  );
  // Primary and canary at the autoscaler's maximum, each a quarter more while its Deployment rolls.
  const pods = apps.length * 2 * (most + Math.ceil(most / 4));
  const container = (
    apps[0]?.spec as {
      template: { spec: { containers: { resources: Record<'requests' | 'limits', Record<string, string>> }[] } };
    }
  ).template.spec.containers[0]?.resources;

  test.each([
    ['pods', 1000],
    ['requests.cpu', thousandths(container?.requests.cpu ?? '') + thousandths(proxy?.defaultRequest?.cpu ?? '')],
    [
      'requests.memory',
      thousandths(container?.requests.memory ?? '') + thousandths(proxy?.defaultRequest?.memory ?? ''),
    ],
    ['limits.memory', thousandths(container?.limits.memory ?? '') + thousandths(proxy?.default?.memory ?? '')],
  ])('%s', (resource, perPod) => {
    expect(pods).toBe(20);
    expect(thousandths(hard[resource] ?? '')).toBeGreaterThanOrEqual(pods * perPod);
  });
});

describe('how Flux applies the apps', () => {
  test('from the fleet, only the folder of the team is fetched', () => {
    const spec = fluxSpec(devWorkspace(), 'GitRepository');
    expect(spec).toMatchObject({ url: 'https://github.com/acme/fleet', ref: { branch: 'dev' } });
    expect(spec.sparseCheckout).toStrictEqual(['dist/apps/dev/shop']);
    expect(fluxSpec(devWorkspace(), 'Kustomization').path).toBe('./dist/apps/dev/shop');
  });

  test("from the team's own repository, at the environment's branch and this toolkit's folder unless it says otherwise", () => {
    const url = 'https://github.com/acme/shop';
    const own = devWorkspace({ source: { url }, credentials: 'git' });
    expect(problems(own)).toStrictEqual([]);
    expect(fluxSpec(own, 'GitRepository')).toStrictEqual({
      url,
      ref: { branch: 'dev' },
      interval: '1m',
      secretRef: { name: 'git' },
    });
    expect(fluxSpec(own, 'Kustomization').path).toBe('./dist/apps/dev/shop');
    const other = devWorkspace({ source: { url, branch: 'release', path: './deploy' } });
    expect(fluxSpec(other, 'GitRepository').ref).toStrictEqual({ branch: 'release' });
    expect(fluxSpec(other, 'Kustomization').path).toBe('./deploy');
  });

  test('source, sync and account are together in the home namespace', () => {
    const objects = adminObjects(devWorkspace({ namespaces: ['shop', 'shop-home'], home: 'shop-home' }));
    const homes = ['GitRepository', 'Kustomization', 'ServiceAccount'].map(
      (kind) => objects.find((object) => object.kind === kind)?.metadata.namespace,
    );
    expect(homes).toStrictEqual(['shop-home', 'shop-home', 'shop-home']);
  });

  test('one namespace is forced on every object; of several, the objects choose, since Flux would move them all into one', () => {
    expect(fluxSpec(devWorkspace(), 'Kustomization').targetNamespace).toBe('shop');
    expect(
      fluxSpec(devWorkspace({ namespaces: ['shop', 'shop-jobs'] }), 'Kustomization').targetNamespace,
    ).toBeUndefined();
  });

  test("the admins' sync takes the folder from the branch of the environment and waits for no app of the team", () => {
    const cluster = clusterIn(fleetApp(), 'laptop', { branch: 'main' });
    const workspace = workspaceIn(environmentOn(cluster, 'dev'));
    expect(adminSync(workspace)).toMatchObject({
      metadata: { namespace: 'flux-system' },
      spec: {
        path: './dist/workspaces/dev/shop',
        sourceRef: { kind: 'GitRepository', name: 'fleet-dev' },
        serviceAccountName: 'kustomize-controller',
        wait: false,
      },
    });
  });

  test("the admins' sync comes after what the workspace needs of the cluster", () => {
    const { certManager, linkerd: mesh, linkerdSmi: smi } = infrastructure;
    const cluster = clusterIn(fleetApp(), 'laptop', { infrastructure: [certManager(), ...mesh(), smi()] });
    expect(adminSync(workspaceIn(environmentOn(cluster, 'dev'))).spec).toMatchObject({
      dependsOn: [{ name: 'workspace-policies' }, { name: 'linkerd-control-plane' }, { name: 'linkerd-smi' }],
    });
  });
});

describe('the mesh of the pods', () => {
  const { certManager, linkerd: mesh } = infrastructure;

  test.each([
    ['SMI', linkerdSmi(), false, 'enabled', undefined],
    ['Gateway API on a cluster that declares nothing', linkerd(), false, 'enabled', undefined],
    ['Istio', istio(), false, undefined, 'enabled'],
    ['no mesh', kubernetes(), false, undefined, undefined],
    ['NGINX on a cluster with Linkerd', nginx(), true, 'enabled', undefined],
  ])('%s', (_name, traffic, meshed, inject, label) => {
    const parts = meshed ? [certManager(), ...mesh()] : [];
    const cluster = clusterIn(fleetApp(), 'laptop', { infrastructure: parts });
    const { metadata } = only(
      adminObjects(workspaceIn(environmentOn(cluster, 'dev', { traffic }))),
      'Namespace',
      'shop',
    );
    expect((metadata.annotations as Record<string, string>)['linkerd.io/inject']).toBe(inject);
    expect((metadata.labels as Record<string, string>)['istio-injection']).toBe(label);
  });
});

describe('one declaration, several places', () => {
  const declaration: TeamWorkspaceProps = {
    namespaces: ['shop', 'shop-jobs'],
    admins: ['shop-leads'],
    viewers: ['shop-watchers'],
    quota: { pods: '30' },
  };

  test('on another cluster it differs only in what its environment is called and follows', () => {
    const app = fleetApp();
    const dev = environmentOn(clusterIn(app, 'laptop', { platform: k3s(), branch: 'dev' }), 'dev');
    const prod = environmentOn(clusterIn(app, 'cloud', { platform: eks({ region: 'eu-west-1' }) }), 'prod', {
      branch: 'main',
      traffic: linkerd(),
    });
    const [here, there] = [dev, prod].map((environment) => adminObjects(workspaceIn(environment, 'shop', declaration)));
    expect(differences(here, there)).toStrictEqual(
      [
        '"dev" -> "main"',
        '"dev" -> "prod"',
        '"dist/apps/dev/shop" -> "dist/apps/prod/shop"',
        '"./dist/apps/dev/shop" -> "./dist/apps/prod/shop"',
      ].sort(),
    );
  });

  test('on one cluster, two environments live apart', () => {
    const cluster = clusterIn(fleetApp(), 'laptop');
    const dev = workspaceIn(environmentOn(cluster, 'dev'), 'shop', { namespaces: ['shop'] });
    const staging = workspaceIn(environmentOn(cluster, 'staging'), 'shop', { namespaces: ['shop-staging'] });
    expect(problems(staging)).toStrictEqual([]);
    const places = [dev, staging].map((workspace) => new Set(adminObjects(workspace).map(place)));
    expect(places).toStrictEqual([new Set(['shop']), new Set(['shop-staging'])]);
    expect(adminSync(dev).metadata.name).toBe('workspace-dev-shop');
    expect(adminSync(staging).metadata.name).toBe('workspace-staging-shop');
  });
});

describe('every object fits its published schema', () => {
  const everything: Partial<TeamWorkspaceProps> = {
    namespaces: ['shop', 'shop-jobs', 'shop-home'],
    home: 'shop-home',
    viewers: ['shop-watchers'],
    quota: { 'limits.cpu': '20' },
    limits: { max: { memory: '4Gi' }, min: { cpu: '10m' } },
    source: { url: 'ssh://git@github.com/acme/shop', branch: 'release', path: './deploy' },
    credentials: 'git',
    network: {
      allowFrom: [{ namespace: 'billing', ports: [9898] }],
      allowTo: [
        { namespace: 'bank', ports: [8443] },
        { cidr: '203.0.113.0/24', ports: [443] },
      ],
      metricsPorts: [],
    },
  };

  test.each([
    ['with defaults', {}, linkerdSmi()],
    ['with every option', everything, linkerd()],
    ['in Istio', {}, istio()],
    ['without a mesh', everything, kubernetes()],
  ])('%s', (_name, props, traffic) => {
    const workspace = devWorkspace(props, traffic);
    const objects = [...adminObjects(workspace), adminSync(workspace)];
    expect(objects.flatMap((object) => validateManifest(object).map((text) => `${object.kind}${text}`))).toStrictEqual(
      [],
    );
  });
});

/** The namespace of an object, or the one it is. */
function place({ metadata }: ManifestObject): string {
  return metadata.namespace ?? metadata.name;
}

/** The values that two lists of objects do not share, each pair once. */
function differences(left: unknown, right: unknown): string[] {
  const found = new Set<string>();
  const compare = (a: unknown, b: unknown): void => {
    if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
        compare((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]);
      }
    } else if (a !== b) found.add(`${JSON.stringify(a)} -> ${JSON.stringify(b)}`);
  };
  compare(left, right);
  return [...found].sort();
}
