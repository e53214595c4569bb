import { ApiObject, App } from 'cdk8s';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { Cluster } from '../../../src/constructs/infrastructure/cluster';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import type { InfrastructureComponent } from '../../../src/constructs/infrastructure/infrastructure-component';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import type { Platform } from '../../../src/constructs/infrastructure/platform';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import { OUTPUT_CONTEXT, REPOSITORY_CONTEXT } from '../../../src/model/fleet-context';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { testApp } from '../../support/synth-app';
import { filesIn, removeFolders } from '../../support/synth-folder';
import { cluster, environment, fleetApp, object, objects, problems } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());
afterAll(removeFolders);

/** A component that makes one ConfigMap. */
function component(name: string, props: Partial<InfrastructureComponent> = {}): InfrastructureComponent {
  return {
    name,
    build: (folder) => {
      new ApiObject(folder, 'settings', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace: 'default' },
      });
    },
    ...props,
  };
}

describe('a cluster folder', () => {
  test('holds Flux, its operator, the source, the cluster itself, its infrastructure, and one file per sync', () => {
    const app = testApp({ repository: 'https://example.com/fleet' });
    const laptop = cluster({ branch: 'main', infrastructure: [component('a'), component('b')] }, 'laptop', app);
    laptop.addSync({ name: 'workspace-dev-shop', path: 'workspaces/dev/shop' });
    app.synth();
    expect(filesIn(app.outdir)).toStrictEqual([
      'clusters/laptop/cluster.yaml',
      'clusters/laptop/flux-operator.yaml',
      'clusters/laptop/flux.yaml',
      'clusters/laptop/infrastructure.yaml',
      'clusters/laptop/kustomization.yaml',
      'clusters/laptop/source.yaml',
      'clusters/laptop/workspace-dev-shop.yaml',
      'infrastructure/laptop/a/kustomization.yaml',
      'infrastructure/laptop/a/settings.yaml',
      'infrastructure/laptop/b/kustomization.yaml',
      'infrastructure/laptop/b/settings.yaml',
    ]);
  });

  test('applies itself, and deleting that one object leaves the cluster as it is', () => {
    expect(object(cluster({ branch: 'main' }), 'Kustomization', 'cluster')).toMatchSnapshot();
  });

  test('names a service account for everything that Flux applies there', () => {
    const laptop = cluster({ branch: 'main', infrastructure: [component('a')] });
    laptop.addSync({ name: 'workspace-dev-shop', path: 'workspaces/dev/shop' });
    const accounts = [...objects(laptop, 'Kustomization'), ...objects(laptop, 'HelmRelease')].map(
      ({ spec }) => (spec as { serviceAccountName?: string }).serviceAccountName,
    );
    expect(new Set(accounts)).toStrictEqual(new Set(['kustomize-controller', 'helm-controller']));
  });

  test('is valid strictly', () => {
    const laptop = cluster({ branch: 'main', infrastructure: [component('a'), component('b', { dependsOn: ['a'] })] });
    laptop.addSync({ name: 'workspace-dev-shop', path: 'workspaces/dev/shop', dependsOn: ['a'], wait: true });
    const kinds = ['FluxInstance', 'GitRepository', 'HelmRelease', 'HelmRepository', 'Kustomization'];
    expect(kinds.flatMap((kind) => objects(laptop, kind)).flatMap(validateManifest)).toStrictEqual([]);
  });

  test('gives Flux the credentials it is told of', () => {
    const laptop = cluster({ branch: 'main', credentials: 'fleet-key' });
    expect(object(laptop, 'GitRepository', 'fleet')).toHaveProperty('spec.secretRef.name', 'fleet-key');
  });
});

describe('the branch of a cluster', () => {
  test('is that of its environments when they share one', () => {
    const laptop = cluster();
    environment(laptop, 'dev', 'trunk');
    environment(laptop, 'test', 'trunk');
    expect(objects(laptop, 'GitRepository').map(({ spec }) => spec)).toMatchObject([{ ref: { branch: 'trunk' } }]);
  });

  test('must be said when they do not, and each other branch gets a source of its own', () => {
    const laptop = cluster({ branch: 'main' });
    const dev = environment(laptop, 'dev', 'dev');
    const qa = environment(laptop, 'qa', 'main');
    laptop.addSync({ name: 'workspace-dev-shop', path: 'workspaces/dev/shop', environment: dev });
    laptop.addSync({ name: 'workspace-qa-shop', path: 'workspaces/qa/shop', environment: qa });
    const branches = objects(laptop, 'GitRepository').map(({ metadata, spec }) => [metadata.name, spec]);
    expect(branches).toMatchObject([
      ['fleet', { ref: { branch: 'main' } }],
      ['fleet-dev', { ref: { branch: 'dev' } }],
    ]);
    expect(object(laptop, 'Kustomization', 'workspace-dev-shop')).toHaveProperty('spec.sourceRef.name', 'fleet-dev');
    expect(object(laptop, 'Kustomization', 'workspace-qa-shop')).toHaveProperty('spec.sourceRef.name', 'fleet');
    expect(object(laptop, 'Kustomization', 'cluster')).toHaveProperty('spec.sourceRef.name', 'fleet');

    const unsaid = cluster();
    environment(unsaid, 'dev', 'dev');
    environment(unsaid, 'qa', 'main');
    expect(problems(unsaid)).toStrictEqual([
      'laptop: branch must be given, since environment qa follows "main" and the first one "dev", got nothing; ' +
        "say which branch the cluster's own infrastructure comes from",
    ]);
  });

  test('an environment that is no construct has its branch followed, too', () => {
    const laptop = cluster({ branch: 'main' });
    laptop.addSync({ name: 'tools', path: 'workspaces/ops/tools', environment: { name: 'ops', branch: 'ops' } });
    expect(object(laptop, 'GitRepository', 'fleet-ops')).toHaveProperty('spec.ref.branch', 'ops');
    expect(object(laptop, 'Kustomization', 'tools')).toHaveProperty('spec.sourceRef.name', 'fleet-ops');
  });

  test('must be said without environments', () => {
    expect(problems(cluster())).toStrictEqual([
      'laptop: branch must be given for a cluster without environments, got nothing; say which branch the cluster follows',
    ]);
  });
});

describe('a sync', () => {
  test('waits for nothing and is orphaned by default: no line of code takes namespaces down with it', () => {
    const laptop = cluster({ branch: 'main' });
    laptop.addSync({ name: 'workspace-dev-shop', path: 'workspaces/dev/shop' });
    expect(object(laptop, 'Kustomization', 'workspace-dev-shop')).toMatchSnapshot();
  });

  test('may depend only on components of its cluster', () => {
    const laptop = cluster({ branch: 'main', infrastructure: [component('crds')] });
    laptop.addSync({ name: 'shop', path: 'workspaces/dev/shop', dependsOn: ['crds', 'crd'] });
    expect(problems(laptop)).toStrictEqual([
      'laptop/flux/shop: dependsOn must name infrastructure components of cluster laptop, or syncs added before, got "crd"; ' +
        "add the component to the cluster's infrastructure",
    ]);
  });
});

describe('infrastructure', () => {
  test('is applied after what it depends on, waits until it is healthy, and comes in that order in the file', () => {
    const laptop = cluster({
      branch: 'main',
      infrastructure: [
        component('c', { dependsOn: ['b'] }),
        component('b', { after: ['a', 'absent'] }),
        component('a'),
      ],
    });
    const syncs = objects(laptop, 'Kustomization').filter(({ metadata }) => metadata.name !== 'cluster');
    expect(syncs.map(({ metadata, spec }) => [metadata.name, spec])).toMatchObject([
      ['a', { wait: true, path: './dist/infrastructure/laptop/a' }],
      ['b', { wait: true, dependsOn: [{ name: 'a' }] }],
      ['c', { wait: true, dependsOn: [{ name: 'b' }] }],
    ]);
  });

  test('reports duplicate, unknown and cyclic components all at once', () => {
    const laptop = cluster({
      branch: 'main',
      infrastructure: [
        component('Bad'),
        component('a', { dependsOn: ['b'] }),
        component('b', { dependsOn: ['a', 'nowhere'] }),
        component('waits', { dependsOn: ['a'] }),
      ],
    });
    expect(problems(laptop).filter((text) => text.startsWith('laptop: '))).toStrictEqual([
      expect.stringContaining('infrastructure[0].name must be a DNS-1123 label') as string,
      'laptop: infrastructure b: dependsOn must name components of this cluster, got "nowhere"; ' +
        'add the component "nowhere" to infrastructure, or take "b" off it',
      'laptop: infrastructure must be free of cycles, got "a -> b -> a"; take one of these dependsOn away',
    ]);
  });

  test('reports a component that is there twice', () => {
    const laptop = cluster({ branch: 'main', infrastructure: [component('a'), component('a')] });
    expect(problems(laptop)).toStrictEqual([
      'laptop: infrastructure[1].name must be used once on a cluster, got "a"; keep one of the two components',
    ]);
  });
});

test('names of clusters and environments are unique in the app, since folders are named by them', () => {
  const app = fleetApp();
  const laptop = cluster({}, 'laptop', app);
  const cloud = cluster({ branch: 'main' }, 'cloud', app);
  environment(laptop, 'dev', 'dev');
  environment(cloud, 'dev', 'main');
  expect(problems(cloud)).toStrictEqual([
    'cloud/dev: id must be a name that no other environment of the app has, got "dev"; laptop/dev has it already; choose another',
  ]);
});

test('under a stock App the constructs say what is missing', () => {
  const app = new App();
  const laptop = new Cluster(app, 'laptop', { platform: k3s(), branch: 'main' });
  expect(problems(laptop)).toStrictEqual([
    "laptop: the app's repository must be the URL of the fleet's Git repository, got nothing; " +
      `make the app a GitOpsApp, or call app.node.setContext("${REPOSITORY_CONTEXT}", ...) first`,
    "laptop: the app's output must be the folder of the repository that the output tree is in, got nothing; " +
      `make the app a GitOpsApp, or call app.node.setContext("${OUTPUT_CONTEXT}", ...) first`,
  ]);
});

test('a platform of one’s own is one more object', () => {
  const bare: Platform = {
    name: 'bare',
    storageClass: 'block',
    loadBalancerAnnotations: {},
    cni: { configDirectory: '/etc/cni/net.d', binDirectory: '/opt/cni/bin' },
    fluxClusterType: 'openshift',
  };
  const laptop = cluster({ branch: 'main', platform: bare });
  expect(object(laptop, 'FluxInstance', 'flux')).toHaveProperty('spec.cluster.type', 'openshift');
  expect(problems(laptop)).toStrictEqual([]);
});

test('an Environment is made below a Cluster and nowhere else', () => {
  const props = { branch: 'dev', profile: profiles.quick, traffic: linkerd() };
  const make = () => {
    // @ts-expect-error an app is no cluster
    new Environment(fleetApp(), 'dev', props);
  };
  expect(make).toThrow(
    'dev: scope must be a Cluster or a ClusterReference, got GitOpsApp; create it in the Cluster that it runs on',
  );
});

test('Cluster.of names the construct that is below none', () => {
  expect(() => Cluster.of(new App())).toThrow('scope must be a Cluster or below one, got none');
});
