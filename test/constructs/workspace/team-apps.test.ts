import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { ClusterReference } from '../../../src/constructs/infrastructure/cluster-reference';
import { eks } from '../../../src/constructs/infrastructure/eks';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import { TeamApps, type TeamAppsProps } from '../../../src/constructs/workspace/team-apps';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { GitOpsApp } from '../../../src/synth/gitops-app';
import { Manifests, Match } from '../../../src/testing';
import '../../../src/testing/jest';
import { findingsOf, testApp } from '../../support/synth-app';
import { filesIn, removeFolders } from '../../support/synth-folder';
import { clusterIn, environmentOn, fleetApp } from './fixture';

afterAll(removeFolders);

const HERE = { branch: 'main', profile: profiles.steady, traffic: linkerd() };

function cloudIn(app: GitOpsApp): ClusterReference {
  return new ClusterReference(app, 'cloud', { platform: eks({ region: 'eu-west-1' }) });
}

/** The apps of team checkout, with one app, on prod of a cluster that another repository declares. */
function checkoutIn(app: GitOpsApp, props: Partial<TeamAppsProps> = {}): TeamApps {
  const namespaces = ['checkout', 'checkout-jobs'];
  const apps = new TeamApps(new Environment(cloudIn(app), 'prod', HERE), 'checkout', { namespaces, ...props });
  new PodinfoApp(apps, 'payment', { tag: '6.9.4' });
  return apps;
}

test('a team’s own repository holds its apps where the workspace looks for them, and nothing of the cluster', () => {
  const app = testApp();
  checkoutIn(app);
  app.synth();
  expect(filesIn(app.outdir)).toStrictEqual([
    'apps/prod/checkout/kustomization.yaml',
    'apps/prod/checkout/payment.yaml',
  ]);
  const fleet = fleetApp();
  new TeamWorkspace(environmentOn(clusterIn(fleet, 'cloud'), 'prod'), 'checkout', {
    namespaces: ['checkout', 'checkout-jobs'],
    admins: ['checkout-leads'],
    source: { url: 'https://github.com/acme/checkout' },
  });
  const sync = Manifests.fromApp(fleet).findResources('Kustomization', {
    metadata: { name: 'checkout', namespace: 'checkout' },
  });
  expect(sync).toMatchObject([{ spec: { path: './dist/apps/prod/checkout' } }]);
});

test('the platform that it names spreads the pods, and the first namespace takes what names none', () => {
  const app = testApp();
  checkoutIn(app);
  expect(Manifests.fromApp(app)).toHaveResource('Deployment', {
    metadata: { namespace: 'checkout' },
    spec: {
      template: {
        spec: { topologySpreadConstraints: Match.arrayWith([{ topologyKey: 'topology.kubernetes.io/zone' }]) },
      },
    },
  });
});

test('an object outside the team’s namespaces is a problem', () => {
  const app = testApp();
  const apps = checkoutIn(app);
  new ApiObject(apps, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'shop' } });
  expect(findingsOf(app)).toStrictEqual([
    'cloud/prod/checkout: settings: namespace must be one of the workspace\'s namespaces, checkout, checkout-jobs, got "shop"; ' +
      "choose one of them, or have the fleet add it to the team's workspace and name it in namespaces",
  ]);
});

test.each([
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['v1', 'Secret', 'encrypt it with SOPS and give the workspace decryption, or use an ExternalSecret'],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'give the workspace allow.repositories or allow.charts'],
])(
  'an object that the team’s account may not apply is a problem: %s %s',
  (apiVersion, kind, remedy = "have the cluster's admins apply it, from a folder of their own") => {
    const app = testApp();
    new ApiObject(checkoutIn(app), 'own', { apiVersion, kind, metadata: { name: 'own' } });
    expect(findingsOf(app)).toStrictEqual([
      `cloud/prod/checkout: own: kind must be one that the team's service account may apply, got "${apiVersion} ${kind}"; ${remedy}`,
    ]);
  },
);

test('Secrets are applied where the workspace lets the team do so', () => {
  const shipped = (secrets: TeamAppsProps['secrets']) => {
    const app = testApp();
    const apps = checkoutIn(app, { secrets });
    new ApiObject(apps, 'db', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' } });
    new ApiObject(apps, 'key', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'key' },
    });
    return findingsOf(app).length;
  };
  expect([shipped(undefined), shipped(['Secret']), shipped(['Secret', 'ExternalSecret'])]).toStrictEqual([2, 1, 0]);
});

test('no apps, no namespaces, a namespace of the platform: each is a problem', () => {
  const app = testApp();
  const prod = new Environment(cloudIn(app), 'prod', HERE);
  new TeamApps(prod, 'empty', { namespaces: ['empty'] });
  const platform = new TeamApps(prod, 'platform', { namespaces: ['kube-system'] });
  new PodinfoApp(platform, 'payment', { tag: '6.9.4' });
  const none = new TeamApps(prod, 'none', { namespaces: [] });
  new PodinfoApp(none, 'payment', { tag: '6.9.4' });
  expect(findingsOf(app)).toStrictEqual([
    'cloud/prod/empty: apps must not be empty, got []; create an app in it, or leave it out: Flux fails on an absent folder',
    'cloud/prod/platform: namespaces must not be a namespace of Kubernetes or of the platform, got "kube-system"; ' +
      "use names that begin with the team's",
    'cloud/prod/none: namespaces must not be empty, got []; name at least one; the first is where apps go that name none',
  ]);
});

test('an empty namespace is one problem, not one of every object', () => {
  const app = testApp();
  checkoutIn(app, { namespaces: [''] });
  expect(findingsOf(app)).toStrictEqual([
    expect.stringMatching(/^cloud\/prod\/checkout: namespaces must be a DNS-1123 label .*, got ""; give it a name$/),
  ]);
});

test('an ordinary chart is no TeamApps', () => {
  const app = testApp();
  const apps = checkoutIn(app);
  expect([apps, new Chart(app, 'plain'), undefined].map((value: unknown) => value instanceof TeamApps)).toStrictEqual([
    true,
    false,
    false,
  ]);
});

test('two teams, or two environments, of one cluster cannot have the same namespace', () => {
  const app = testApp();
  const cloud = cloudIn(app);
  for (const id of ['prod', 'staging']) {
    const apps = new TeamApps(new Environment(cloud, id, HERE), 'checkout', { namespaces: ['checkout'] });
    new PodinfoApp(apps, 'payment', { tag: '6.9.4' });
  }
  expect(findingsOf(app)).toContain(
    'cloud/staging/checkout: namespaces must belong to one workspace of cluster cloud, got "checkout"; ' +
      'cloud/prod/checkout has it already; name this one differently',
  );
});

test('a cluster is declared or referred to, not both', () => {
  const app = testApp({ repository: 'https://github.com/acme/fleet' });
  clusterIn(app, 'cloud');
  new ClusterReference(new Construct(app, 'elsewhere'), 'cloud', { platform: eks({ region: 'eu-west-1' }) });
  expect(findingsOf(app)).toStrictEqual([
    'elsewhere/cloud: id must be a name that no other cluster of the app has, got "cloud"; cloud has it already; choose another',
  ]);
});

test('a workspace on a cluster of another repository is refused, by the compiler first', () => {
  const prod = new Environment(cloudIn(testApp()), 'prod', HERE);
  const compiles: Environment<ClusterReference> extends Environment ? true : false = false;
  expect(compiles).toBe(false);
  expect(() => new TeamWorkspace(prod as never, 'shop', { namespaces: ['shop'], admins: ['shop-leads'] })).toThrow(
    'cloud/prod/shop: scope must be an Environment of a Cluster of this repository, got one of cloud; ' +
      "use TeamApps here, and declare the workspace in the cluster's own repository",
  );
});

test('TeamApps on a cluster of this repository are refused by the compiler: the workspace takes the apps there', () => {
  const dev = environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev');
  const compiles: Environment extends Environment<ClusterReference> ? true : false = false;
  expect(compiles).toBe(false);
  expect(() => new TeamApps(dev as never, 'shop', { namespaces: ['shop'] })).toThrow(
    'laptop/dev/shop: scope must be an Environment of a ClusterReference, got one of laptop; ' +
      'create the apps in the TeamWorkspace of that cluster',
  );
});

test('what is no environment is refused by name', () => {
  const app = testApp();
  expect(() => new TeamApps(app as never, 'shop', { namespaces: ['shop'] })).toThrow(
    '/shop: scope must be an Environment of a ClusterReference, got GitOpsApp; create it in the Environment that the apps run in',
  );
  expect(() => new TeamWorkspace(app as never, 'shop', { namespaces: ['shop'], admins: ['shop-leads'] })).toThrow(
    '/shop: scope must be an Environment of a Cluster of this repository, got GitOpsApp; create it in the Environment',
  );
});

test('an environment is on a cluster', () => {
  const app = testApp();
  // @ts-expect-error a scope that is no cluster
  expect(() => new Environment(new Construct(app, 'cloud'), 'prod', HERE)).toThrow(
    'cloud/prod: scope must be a Cluster or a ClusterReference, got Construct; ' +
      'create it in the Cluster that it runs on, or in a ClusterReference where another repository declares it',
  );
});

test('a team that names the lists of its workspace has its own objects compared with them', () => {
  const app = testApp();
  const prod = new Environment(cloudIn(app), 'prod', HERE);
  const allow = { repositories: ['https://git.example.com/acme'] };
  const apps = new TeamApps(prod, 'checkout', { namespaces: ['checkout'], allow });
  for (const url of ['https://git.example.com/acme/a', 'https://evil.com/a']) {
    new ApiObject(apps, url.slice(8, 11), {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: url.slice(8, 11) },
      spec: { url },
    });
  }
  expect(findingsOf(app)).toStrictEqual([
    'cloud/prod/checkout: evi: url must be in allow.repositories of the workspace, got "https://evil.com/a"; add it to allow.repositories of the workspace',
  ]);
});
