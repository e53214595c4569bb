import { ApiObject } from 'cdk8s';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { WebApp } from '../../../src/constructs/app/web-app';
import { LoadTester } from '../../../src/constructs/delivery/load-tester';
import { eks } from '../../../src/constructs/infrastructure/eks';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import type { Platform } from '../../../src/constructs/infrastructure/platform';
import { ExternalSecret } from '../../../src/constructs/secrets/external-secret';
import type { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import { manifestSerializer, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { adminObjects, clusterIn, devWorkspace, environmentOn, fleetApp, only, problems, workspaceIn } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

const VAULT = { kind: 'ClusterSecretStore', name: 'vault' } as const;
const namespaces = ['shop', 'shop-jobs'];
const sops = { decryption: { provider: 'sops', secretRef: { name: 'sops-age' } } } as const;

interface Role {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly rules: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
}

function rolesThatReach(resource: string, props: object): string[] {
  const objects = adminObjects(devWorkspace({ namespaces, viewers: ['shop-viewers'], ...props }));
  const roles = objects.filter(({ kind }) => kind === 'Role') as unknown as Role[];
  return roles
    .filter(({ rules }) => rules.some(({ resources }) => resources.includes(resource)))
    .map(({ metadata }) => metadata.name);
}

describe('a team without Secrets of its own', () => {
  test('has no right to any, and ships none', () => {
    expect([...rolesThatReach('secrets', {}), ...rolesThatReach('externalsecrets', {})]).toStrictEqual([]);
    const workspace = devWorkspace();
    new ApiObject(workspace, 'db', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' } });
    new ExternalSecret(workspace, 'key', { secretStoreRef: VAULT, data: { key: { key: 'shop' } } });
    expect(problems(workspace)).toStrictEqual([
      `laptop/dev/shop: db: kind must be one that the team's service account may apply, got "v1 Secret"; encrypt it with SOPS and give the workspace decryption, or use an ExternalSecret`,
      `laptop/dev/shop: key/ExternalSecret: kind must be one that the team's service account may apply, got "external-secrets.io/v1 ExternalSecret"; name its store in the workspace's secretStores`,
    ]);
  });
});

describe('a team whose Secrets SOPS encrypts', () => {
  const objects = adminObjects(devWorkspace({ namespaces, ...sops }));

  test('has its service account apply them in each namespace, and nobody else; no verb lists them', () => {
    expect(rolesThatReach('secrets', sops)).toStrictEqual(['shop-secrets', 'shop-secrets']);
    expect(only(objects, 'Role', 'shop-secrets', 'shop-jobs')).toMatchObject({
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'create', 'patch', 'delete'] }],
    });
    expect(only(objects, 'RoleBinding', 'shop-secrets', 'shop-jobs')).toMatchObject({
      subjects: [{ kind: 'ServiceAccount', name: 'shop-deploy', namespace: 'shop' }],
    });
  });

  test('has Flux decrypt them', () => {
    expect(only(objects, 'Kustomization', 'shop')).toMatchObject({ spec: sops });
  });

  test('gets no token of a service account by way of a Secret', () => {
    const policies = synth(devWorkspace(sops).environment.cluster.node.findChild('workspace-policies'));
    expect(only(policies, 'ValidatingAdmissionPolicy', 'workspace-secrets').spec).toMatchSnapshot();
  });

  test('ships Secrets', () => {
    const workspace = devWorkspace(sops);
    new ApiObject(workspace, 'db', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' } });
    expect(problems(workspace)).toStrictEqual([]);
  });

  test('is told that an identity of the controller is no team’s', () => {
    expect(problems(devWorkspace({ decryption: { provider: 'sops' } }))).toStrictEqual([
      'laptop/dev/shop: decryption must name keys or an identity of the team, got {"provider":"sops"}; give secretRef or serviceAccountName: without them Flux decrypts as an account that nobody chose',
    ]);
  });
});

describe('a team whose keys are the cloud’s', () => {
  const decryption = { provider: 'sops', serviceAccountName: 'shop-sops' } as const;
  const on = (platform: Platform, props: Partial<TeamWorkspaceProps> = {}) =>
    workspaceIn(environmentOn(clusterIn(fleetApp(), 'laptop', { platform }), 'dev'), 'shop', {
      decryption,
      decryptionRole: 'shop-sops',
      ...props,
    });
  const annotations = (workspace: TeamWorkspace) =>
    only(adminObjects(workspace), 'ServiceAccount', 'shop-sops').metadata.annotations;

  test('has an account for it, with the role as the platform writes it', () => {
    const cloud = eks({ region: 'eu-west-1', account: '123456789012' });
    expect(annotations(on(cloud))).toStrictEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/shop-sops',
    });
    expect(annotations(on(k3s()))).toBeUndefined();
    expect(only(adminObjects(on(cloud)), 'Kustomization', 'shop')).toMatchObject({ spec: { decryption } });
  });

  test('is told of a role that no account can take on', () => {
    const nobodys = { provider: 'sops', secretRef: { name: 'sops-age' } } as const;
    const applies = { provider: 'sops', serviceAccountName: 'shop-deploy' } as const;
    expect(problems(on(eks({ region: 'eu-west-1' })))).toStrictEqual([
      expect.stringMatching(/decryptionRole must be a role of the platform, got "shop-sops"; .*give the whole ARN/),
    ]);
    expect(problems(on(k3s(), { decryption: nobodys }))).toStrictEqual([
      expect.stringContaining('decryptionRole must belong to an account of its own'),
    ]);
    expect(problems(on(k3s(), { decryption: applies }))[0]).toContain('this one applies');
  });
});

describe('a team with ExternalSecrets', () => {
  const stores = { secretStores: [VAULT] };

  test('has rights to them, and its Secrets remain out of its reach', () => {
    expect(rolesThatReach('secrets', stores)).toStrictEqual([]);
    const [ours, seen] = ['shop-external-secrets', 'shop-external-secrets-view'];
    expect(rolesThatReach('externalsecrets', stores)).toStrictEqual([ours, seen, ours, seen]);
  });

  test('refers to the stores of its workspace only', () => {
    const workspace = devWorkspace(stores);
    const data = { password: { key: 'shop/database', property: 'password' } };
    new ExternalSecret(workspace, 'database', { secretStoreRef: VAULT, data });
    const made = only(synth(workspace), 'ExternalSecret', 'database');
    expect(made).toMatchSnapshot();
    expect(validateManifest(made)).toStrictEqual([]);
    new ExternalSecret(workspace, 'stolen', { secretStoreRef: { ...VAULT, name: 'platform' }, data });
    expect(problems(workspace)).toStrictEqual([
      `laptop/dev/shop: stolen/ExternalSecret: store must be one of the workspace's secretStores, ClusterSecretStore/vault, got "ClusterSecretStore/platform"; choose one of them, or have the cluster's admins add it`,
    ]);
  });

  test('cannot have them, by admission, take from elsewhere or make other things', () => {
    const workspace = devWorkspace(stores);
    const policies = synth(workspace.environment.cluster.node.findChild('workspace-policies'));
    expect(only(policies, 'ValidatingAdmissionPolicy', 'workspace-external-secrets').spec).toMatchSnapshot();
    const { metadata } = only(adminObjects(workspace), 'Namespace', 'shop');
    expect(metadata.annotations).toMatchObject({
      'cdk8s-progressive-delivery/allowed-stores': 'ClusterSecretStore/vault',
    });
  });

  test('must say where values are', () => {
    const workspace = devWorkspace(stores);
    new ExternalSecret(workspace, 'none', { secretStoreRef: VAULT, data: {} });
    new ExternalSecret(workspace, 'bad', {
      secretStoreRef: VAULT,
      data: { 'a b': { key: '' } },
      refreshInterval: '1x' as '1s',
    });
    expect(problems(workspace)).toHaveLength(4);
  });
});

test('stores are named once', () => {
  expect(problems(devWorkspace({ secretStores: [VAULT, VAULT] }))).toStrictEqual([
    'laptop/dev/shop: secretStores must differ from each other, got "ClusterSecretStore/vault"; name it once',
  ]);
});

describe('Secrets that images are pulled with', () => {
  const pulls = (objects: readonly object[]) =>
    (objects as { kind: string; spec: { template: { spec: { imagePullSecrets?: unknown } } } }[])
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ spec }) => spec.template.spec.imagePullSecrets);

  test('are in the pod templates of all apps, which Flagger copies, unless an app names others', () => {
    const workspace = devWorkspace({ imagePullSecrets: ['registry'] });
    new LoadTester(workspace, 'tester');
    new PodinfoApp(workspace, 'backend', { tag: '6.9.4' });
    new WebApp(workspace, 'own', {
      image: 'ghcr.io/acme/own',
      resources: { requests: { cpu: '10m', memory: '16Mi' } },
      tag: '1.0.0',
      ports: { http: 80 },
      imagePullSecrets: ['other'],
    });
    expect(pulls(synth(workspace))).toStrictEqual([
      [{ name: 'registry' }],
      [{ name: 'registry' }],
      [{ name: 'other' }],
    ]);
  });

  test('are none by default, and have the names of Secrets', () => {
    const workspace = devWorkspace();
    new PodinfoApp(workspace, 'backend', { tag: '6.9.4' });
    expect(pulls(synth(workspace))).toStrictEqual([undefined]);
    expect(problems(devWorkspace({ imagePullSecrets: ['My Registry'] }))).toHaveLength(1);
  });
});
