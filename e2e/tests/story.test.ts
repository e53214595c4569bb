import { join } from 'node:path';
import type { KubeObject } from '../control-plane/kube-object';
import { residentMemory } from '../control-plane/program';
import { note, scratchFolder } from '../control-plane/run';
import { type FleetCluster, startFleetCluster } from '../fleet/fleet-cluster';
import { Repository } from '../fleet/repository';
import { RolloutRecord } from '../fleet/rollout-record';
import { httpRoute, trafficSplit, type Weights } from '../fleet/traffic';
import { chapters } from '../support/chapters';
import { shared } from '../support/shared';

const BACKEND = { namespace: 'shop', name: 'backend' };
const PRIMARY = { namespace: 'shop', name: 'backend-primary' };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };
const SHOP = { namespace: 'shop', name: 'shop' };
const FLAGGER = 'system:serviceaccount:flagger-system:flagger';
const KUBERNETES = 'system:serviceaccount:kube-system:';

interface Deployment extends KubeObject {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly [{ readonly env: readonly { value: string }[] }] };
    };
  };
}

/** A stage of the story: the cluster it is on, and the backend's rollout there. */
interface Stage {
  readonly cluster: FleetCluster;
  readonly rollout: RolloutRecord;
}

interface World {
  readonly repository: Repository;
  readonly dev: Stage;
  readonly prod: Stage;
  stop(): Promise<void>;
}

async function startWorld(): Promise<World> {
  const repository = new Repository(join(scratchFolder('story'), 'repositories'));
  const [laptop, cloud] = await Promise.all([
    startFleetCluster('laptop', repository),
    startFleetCluster('cloud', repository),
  ]);
  const dev = { cluster: laptop, rollout: new RolloutRecord(laptop, trafficSplit, BACKEND) };
  const prod = { cluster: cloud, rollout: new RolloutRecord(cloud, httpRoute, BACKEND) };
  const stop = async (): Promise<void> => {
    const stops = [dev, prod].flatMap(({ cluster, rollout }) => [rollout.stop(), cluster.plane.stop()]);
    const results = await Promise.allSettled(stops);
    repository.remove();
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
  return { repository, dev, prod, stop };
}

async function colorOf({ cluster }: Stage, name: { namespace: string; name: string }): Promise<string | undefined> {
  const deployment = await cluster.plane.kube.get<Deployment>(DEPLOYMENT, name);
  return deployment?.spec.template.spec.containers[0].env[0]?.value;
}

/** The weights of a whole rollout, from and back to none for the canary. */
function steps(...canary: number[]): Weights[] {
  return [0, ...canary, 0].map((weight) => ({ primary: 100 - weight, canary: weight }));
}

describe('the story of the shop', () => {
  const world = shared(startWorld);
  const chapter = chapters();
  let purple = { dev: '', prod: '' };

  chapter(
    'Flux brings both clusters up from their folders of dist/, and Flagger makes a primary of each app',
    async () => {
      const { dev, prod } = world();
      for (const { cluster, rollout } of [dev, prod]) {
        await cluster.untilReady();
        note(`story: Flux made all ${cluster.kustomizations.length} Kustomizations of ${cluster.plane.name} ready`);
        expect(rollout.weights).toStrictEqual([{ primary: 100, canary: 0 }]);
        expect(cluster.unknownHosts).toStrictEqual([]);
      }
      note(`story: everything on both clusters takes ${Math.round(residentMemory() / 2 ** 20)} MiB`);
      expect(await colorOf(dev, PRIMARY)).toBe(await colorOf(dev, BACKEND));
      expect(await colorOf(prod, PRIMARY)).toBe(await colorOf(prod, BACKEND));
    },
  );

  chapter('what Flux has written of the team’s apps, it has written as the team’s service account', () => {
    const { dev, prod } = world();
    for (const { cluster } of [dev, prod]) {
      const written = cluster.plane.audit
        .entries()
        .filter(
          ({ target, code }) => code < 300 && /^(deployments|canaries) shop(-web)?\/(backend|frontend)$/.test(target),
        )
        .filter(({ user }) => user !== FLAGGER && user !== 'admin' && !user.startsWith(KUBERNETES));
      expect([...new Set(written.map(({ user }) => user))]).toStrictEqual(['system:serviceaccount:shop:shop-deploy']);
      expect([...new Set(written.map(({ target }) => target))]).toHaveLength(4);
    }
  });

  chapter('a good version gets its traffic step by step on dev and is promoted', async () => {
    const { repository, dev } = world();
    dev.rollout.forget();
    purple = { ...purple, dev: repository.release('dev', 'releases/dev.yaml', 'color: green', 'color: purple') };
    await dev.cluster.follow(SHOP, purple.dev);
    const wanted = await colorOf(dev, BACKEND);
    await dev.rollout.untilPhase('Succeeded');
    expect(dev.rollout.weights).toStrictEqual(steps(10, 20, 30, 40, 50));
    expect(await colorOf(dev, PRIMARY)).toBe(wanted);
  });

  chapter('merged, it goes to prod by prod’s own steps', async () => {
    const { repository, dev, prod } = world();
    prod.rollout.forget();
    repository.merge('dev', 'main');
    purple = { ...purple, prod: repository.release('main', 'releases/prod.yaml', 'color: blue', 'color: purple') };
    await prod.cluster.follow(SHOP, purple.prod);
    await prod.rollout.hurryTo('Succeeded');
    expect(prod.rollout.weights).toStrictEqual(steps(5, 10, 15, 20, 25, 30, 35, 40, 45, 50));
    expect(await colorOf(prod, PRIMARY)).toBe(await colorOf(dev, PRIMARY));
  });

  chapter('git revert takes a promoted version back on both clusters', async () => {
    const { repository, dev, prod } = world();
    for (const { rollout } of [dev, prod]) rollout.forget();
    await dev.cluster.follow(SHOP, repository.revert('dev', purple.dev));
    await prod.cluster.follow(SHOP, repository.revert('main', purple.prod));
    const before = { dev: await colorOf(dev, BACKEND), prod: await colorOf(prod, BACKEND) };
    const promoted = async (stage: Stage, color: string | undefined): Promise<void> => {
      await stage.rollout.hurryTo('Progressing');
      await stage.rollout.hurryTo('Succeeded');
      expect(await colorOf(stage, PRIMARY)).toBe(color);
    };
    await Promise.all([promoted(dev, before.dev), promoted(prod, before.prod)]);
    expect(before.dev).not.toBe(before.prod);
  });

  chapter('a bad version is rolled back on dev: the primary is not touched, and prod hears nothing of it', async () => {
    const { repository, dev, prod } = world();
    dev.rollout.forget();
    prod.rollout.forget();
    const good = await colorOf(dev, PRIMARY);
    const red = repository.release('dev', 'releases/dev.yaml', 'color: green', 'color: red');
    dev.cluster.exporter.set(BACKEND, { successRate: 80 });
    await dev.cluster.follow(SHOP, red);
    expect(await colorOf(dev, BACKEND)).not.toBe(good);
    await dev.rollout.hurryTo('Failed');
    expect(await colorOf(dev, PRIMARY)).toBe(good);
    expect(dev.rollout.weights).toStrictEqual(steps(10));
    expect(prod.rollout.events).toStrictEqual([]);

    // Reverted, dev declares again what its primary runs: there is nothing to roll out.
    await dev.cluster.follow(SHOP, repository.revert('dev', red));
    expect(await colorOf(dev, BACKEND)).toBe(good);
  });
});
