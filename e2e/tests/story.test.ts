import { join } from 'node:path';
import type { KubeObject } from '../control-plane/kube-object';
import { note, scratchFolder } from '../control-plane/run';
import { type FleetCluster, startFleetCluster } from '../fleet/fleet-cluster';
import { Repository } from '../fleet/repository';
import { RolloutRecord } from '../fleet/rollout-record';
import { shared } from '../support/shared';

const BACKEND = { namespace: 'shop', name: 'backend' };
const PRIMARY = { namespace: 'shop', name: 'backend-primary' };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };
const SHOP = { namespace: 'shop', name: 'shop' };
const FLAGGER = 'system:serviceaccount:flagger-system:flagger';
const MINUTES = 60_000;

interface Deployment extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly managedFields?: readonly { readonly manager: string }[] };
  readonly spec: {
    readonly replicas: number;
    readonly template: {
      readonly spec: { readonly containers: readonly [{ readonly env: readonly { value: string }[] }] };
    };
  };
}

interface World {
  readonly repository: Repository;
  readonly laptop: FleetCluster;
  readonly rollout: RolloutRecord;
  stop(): Promise<void>;
}

async function startWorld(): Promise<World> {
  const repository = new Repository(join(scratchFolder('story'), 'repositories'));
  const laptop = await startFleetCluster('laptop', repository);
  const rollout = new RolloutRecord(laptop, BACKEND);
  const stop = async (): Promise<void> => {
    try {
      await rollout.stop();
    } finally {
      await laptop.plane.stop();
      repository.remove();
    }
  };
  return { repository, laptop, rollout, stop };
}

describe('the story of a version on dev', () => {
  const world = shared(startWorld);

  const color = async (name: { namespace: string; name: string }): Promise<string | undefined> => {
    const deployment = await world().laptop.plane.kube.get<Deployment>(DEPLOYMENT, name);
    return deployment?.spec.template.spec.containers[0].env[0]?.value;
  };

  test(
    'Flux brings the whole cluster up from its one folder of dist/',
    async () => {
      const { laptop } = world();
      await laptop.untilReady();
      note(`story: Flux made all ${laptop.kustomizations.length} Kustomizations of laptop ready`);
      expect(laptop.unknownHosts).toStrictEqual([]);
    },
    5 * MINUTES,
  );

  test(
    'Flux applies the team’s apps and Flagger makes a primary of each',
    async () => {
      const { rollout } = world();
      await rollout.untilPhase('Initialized');
      expect(await color(PRIMARY)).toBe(await color(BACKEND));
      expect(rollout.weights).toStrictEqual([{ primary: 100, canary: 0 }]);
    },
    5 * MINUTES,
  );

  test('whatever of the team’s apps Flux has written, it has written as the team’s service account', () => {
    const written = world()
      .laptop.plane.audit.entries()
      .filter(
        ({ target, code }) => code < 300 && /^(deployments|canaries) shop(-web)?\/(backend|frontend)$/.test(target),
      )
      .filter(({ user }) => user !== FLAGGER && !user.startsWith('system:serviceaccount:kube-system:'));
    expect([...new Set(written.map(({ user }) => user))]).toStrictEqual(['system:serviceaccount:shop:shop-deploy']);
    expect([...new Set(written.map(({ target }) => target))]).toHaveLength(4);
  });

  test(
    'a good version gets its traffic step by step and is promoted',
    async () => {
      const { repository, laptop, rollout } = world();
      rollout.forget();
      const revision = repository.release('dev', 'releases/dev.yaml', 'color: green', 'color: purple');
      await laptop.follow(SHOP, revision);
      const wanted = await color(BACKEND);
      await rollout.untilPhase('Succeeded');
      expect(rollout.weights).toStrictEqual(
        [0, 10, 20, 30, 40, 50, 0].map((canary) => ({ primary: 100 - canary, canary })),
      );
      expect(await color(PRIMARY)).toBe(wanted);
    },
    10 * MINUTES,
  );

  test(
    'a bad version is rolled back and the primary is not touched',
    async () => {
      const { repository, laptop, rollout } = world();
      rollout.forget();
      const good = await color(PRIMARY);
      laptop.prometheus.answer = (query) => (query.includes('classification!="failure"') ? 80 : 42);
      const revision = repository.release('dev', 'releases/dev.yaml', 'color: purple', 'color: red');
      await laptop.follow(SHOP, revision);
      expect(await color(BACKEND)).not.toBe(good);
      await rollout.untilPhase('Failed');
      expect(await color(PRIMARY)).toBe(good);
      expect(rollout.weights.at(-1)).toStrictEqual({ primary: 100, canary: 0 });
    },
    10 * MINUTES,
  );
});
