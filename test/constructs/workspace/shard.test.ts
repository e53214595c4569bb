import { semver } from '../../../src/constructs/flux/image-policy-rule';
import type { ClusterProps } from '../../../src/constructs/infrastructure/cluster';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import type { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import { type ManifestObject, synth } from '../../../src/testing';
import { adminObjects, adminSync, clusterIn, environmentOn, fleetApp, only, problems, workspaceIn } from './fixture';

/** A workspace with everything that makes objects of Flux. */
function workspaceOn(flux: ClusterProps['flux'], props: Partial<TeamWorkspaceProps> = {}): TeamWorkspace {
  const environment = environmentOn(clusterIn(fleetApp(), 'laptop', flux === undefined ? {} : { flux }), 'dev');
  const notifications = { type: 'slack', secretName: 'chat' } as const;
  const imageAutomation = {
    images: { backend: { image: 'ghcr.io/stefanprodan/podinfo', policy: semver('6.x') } },
    credentials: 'images-push',
    author: { email: 'flux@example.com' },
  };
  const source = { url: 'https://github.com/acme/shop' };
  return workspaceIn(environment, 'shop', { notifications, imageAutomation, source, ...props });
}

function labelled(objects: readonly ManifestObject[]): Record<string, unknown> {
  const labels = (object: ManifestObject): Record<string, unknown> =>
    (object.metadata as { labels?: Record<string, unknown> }).labels ?? {};
  return Object.fromEntries(objects.map((object) => [object.kind, labels(object)['sharding.fluxcd.io/key']]));
}

function fluxObjects(workspace: TeamWorkspace): ManifestObject[] {
  const all = [...adminObjects(workspace), adminSync(workspace)];
  return all.filter(({ apiVersion }) => /^(source|kustomize|image)\.toolkit\.fluxcd\.io\//.test(apiVersion));
}

test('everything of a workspace that controllers of shards look after is in one shard', () => {
  const workspace = workspaceOn({ shards: 3 });
  expect(['shard1', 'shard2', 'shard3']).toContain(workspace.shard);
  expect(labelled(fluxObjects(workspace))).toStrictEqual({
    GitRepository: workspace.shard,
    ImagePolicy: workspace.shard,
    ImageRepository: workspace.shard,
    ImageUpdateAutomation: workspace.shard,
    Kustomization: workspace.shard,
  });
  expect(fluxObjects(workspace).map(({ kind }) => kind)).toHaveLength(7);
});

test('nothing else of it carries the label, nor does what belongs to the cluster', () => {
  const workspace = workspaceOn({ shards: 3 });
  const flux = new Set(fluxObjects(workspace).map(({ kind }) => kind));
  const rest = adminObjects(workspace).filter(({ kind }) => !flux.has(kind));
  expect(JSON.stringify(rest)).not.toContain('sharding.fluxcd.io/key');
  const own = synth(workspace.environment.cluster).filter(({ metadata }) => metadata.name !== 'workspace-dev-shop');
  const folder = own.filter(({ metadata }) => metadata.namespace === 'flux-system');
  expect(JSON.stringify(folder)).not.toContain('sharding.fluxcd.io/key');
});

test('a workspace may name its shard', () => {
  for (const shard of ['old', 'new']) expect(workspaceOn({ shards: ['old', 'new'] }, { shard }).shard).toBe(shard);
});

test('a shard that the cluster does not have is reported: nobody would look after the workspace', () => {
  expect(problems(workspaceOn({ shards: 2 }, { shard: 'shard3' }))).toStrictEqual([
    'laptop/dev/shop: shard must be a shard of the cluster, got "shard3"; choose one of shard1, shard2, or leave it out',
  ]);
  expect(problems(workspaceOn(undefined, { shard: 'shard1' }))).toStrictEqual([
    'laptop/dev/shop: shard must be absent on cluster laptop, whose Flux has no shards, got "shard1"; give the cluster shards',
  ]);
});

test('without shards nothing is labelled', () => {
  const workspace = workspaceOn(undefined);
  expect(workspace.shard).toBeUndefined();
  expect(JSON.stringify(synth(workspace.node.root))).not.toContain('sharding.fluxcd.io/key');
});

test('a cluster of many teams looks at each of them less often', () => {
  const workspace = workspaceOn({ intervals: { source: '10m', apply: '1h' } });
  const home = adminObjects(workspace).filter(({ metadata }) => metadata.namespace === 'shop');
  expect(only(home, 'GitRepository', 'shop').spec).toMatchObject({ interval: '10m' });
  expect(only(home, 'Kustomization', 'shop').spec).toMatchObject({ interval: '1h' });
  expect(adminSync(workspace).spec).toMatchObject({ interval: '1h' });
});
