import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { Cluster, Environment, GitOpsApp, k3s, kubernetes, profiles, TeamWorkspace } from '../../src';
import { type ControlPlane, startControlPlane } from '../control-plane/control-plane';
import { newFolder } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { type FluxKustomization, KUSTOMIZATION } from '../fleet/flux-kustomization';
import { startFlux } from '../fleet/flux';
import { installFoundation } from '../fleet/foundation';
import { objectsIn, publishTree } from '../fleet/published-tree';
import { shared } from '../support/shared';

const SHARDS = ['east', 'west'] as const;
type Shard = (typeof SHARDS)[number];

/** The team of each shard. */
const TEAMS = { east: 'till', west: 'stock' } as const;
const REGISTRY = { host: 'registry.example.com', group: 'acme', name: 'fleet', tag: 'main' };
const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap' };

interface World {
  readonly plane: ControlPlane;
  /** Starts the controllers of a shard, or of what is in none. */
  readonly startShard: (shard: Shard | null) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A cluster that follows an artifact of `dist/`, and whose Flux has two shards with a team in each. */
function synthesize(outdir: string): void {
  const app = new GitOpsApp({ outdir });
  const cluster = new Cluster(app, 'laptop', {
    platform: k3s(),
    branch: REGISTRY.tag,
    artifact: { url: `oci://${REGISTRY.host}/${REGISTRY.group}/${REGISTRY.name}` },
    flux: { shards: SHARDS },
  });
  const dev = new Environment(cluster, 'dev', {
    branch: REGISTRY.tag,
    profile: profiles.quick,
    traffic: kubernetes(),
  });
  for (const shard of SHARDS) {
    const workspace = new TeamWorkspace(dev, TEAMS[shard], {
      namespaces: [TEAMS[shard]],
      admins: [`${TEAMS[shard]}-leads`],
      shard,
    });
    new ApiObject(workspace, 'settings', { ...CONFIG_MAP, metadata: { name: 'settings' } });
  }
  app.synth();
}

async function startWorld(): Promise<World> {
  const plane = await startControlPlane('laptop');
  try {
    await installFoundation(plane);
    const tree = join(newFolder('shards'), 'dist');
    synthesize(tree);
    const environment = await publishTree(plane, tree, REGISTRY);
    for (const object of objectsIn(join(tree, 'clusters/laptop'))) await plane.kube.apply(object, 'admin');
    const startShard = async (shard: Shard | null): Promise<void> => {
      await startFlux(plane, { controllers: ['source-controller', 'kustomize-controller'], shard, environment });
    };
    return { plane, startShard, stop: () => plane.stop() };
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

describe('a Flux with shards, on an artifact of dist/', () => {
  const world = shared(startWorld);

  const kustomization = (name: string): Promise<FluxKustomization | undefined> =>
    world().plane.kube.get<FluxKustomization>(KUSTOMIZATION, { namespace: 'flux-system', name });

  const untilApplied = (name: string): Promise<string> =>
    until(`Flux has applied ${name}`, async () => (await kustomization(name))?.status?.lastAppliedRevision, {
      instead: async () => (await kustomization(name))?.status,
    });

  const untilFollowed = (team: string): Promise<unknown> =>
    until(`Flux has applied the apps of ${team}`, () =>
      world().plane.kube.get(CONFIG_MAP, { namespace: team, name: 'settings' }),
    );

  test('the controllers of no shard apply the cluster’s own folder, and leave every workspace alone', async () => {
    await world().startShard(null);
    expect(await untilApplied('cluster')).toMatch(/^main@sha256:/);
    for (const team of Object.values(TEAMS)) {
      expect((await kustomization(`workspace-dev-${team}`))?.status?.conditions).toBeUndefined();
    }
  });

  test('those of a shard apply its workspaces and their apps, and nobody else’s', async () => {
    await world().startShard('east');
    await untilFollowed(TEAMS.east);
    expect((await kustomization(`workspace-dev-${TEAMS.west}`))?.status?.conditions).toBeUndefined();
    await world().startShard('west');
    await untilFollowed(TEAMS.west);
  });
});
