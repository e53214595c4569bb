import { amountOf } from '../../src/manifest/quota/amounts';
import { thousandths } from '../../src/model/quantity';
import { startControlPlane } from '../control-plane/control-plane';
import { note } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { type RunningFlagger, startFlagger } from '../flagger/flagger';
import { installFlaggerAccount, installBase } from '../fleet/foundation';
import type { Kube } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { admit } from '../fleet/admit';
import { amountsAt, declare, podsAt } from '../quota/declared';
import { PodWatch } from '../quota/pod-watch';
import { Rollout } from '../quota/rollout';
import { type Shape, shapes } from '../quota/shapes';
import { sampleOfTeams } from '../quota/team-sample';
import { shared } from '../support/shared';

const CANARY = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' };
const STEPS = ['initializing', 'progressing', 'restarting', 'promoting', 'overtaken'];
const OF_PODS = ['pods', 'requests.cpu', 'requests.memory', 'limits.memory'];
const FLAGS = [
  '-mesh-provider=kubernetes',
  // Nobody answers there, so that the checks of whoever has some fail.
  '-metrics-server=http://127.0.0.1:1',
  '-kubeconfig-qps=1000',
  '-kubeconfig-burst=1000',
];

interface World {
  readonly kube: Kube;
  readonly rollouts: ReadonlyMap<Shape, Rollout>;
  stop(): Promise<void>;
}

/** All shapes are rolled out side by side, each through every step that it has. */
async function startWorld(): Promise<World> {
  const plane = await startControlPlane('quota');
  try {
    const { kube } = plane;
    await kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } });
    await installBase(plane);
    await installFlaggerAccount(plane);
    const pods = new PodWatch(kube);
    plane.onStop(() => pods.stop());
    const rollouts = new Map(shapes.map((shape) => [shape, new Rollout(kube, pods, declare(shape))]));
    await drive(kube, await startFlagger(plane, FLAGS, {}), rollouts);
    return { kube, rollouts, stop: () => plane.stop() };
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

async function drive(kube: Kube, flagger: RunningFlagger, rollouts: World['rollouts']): Promise<void> {
  const all = [...rollouts.values()];
  const promoted = [...rollouts].filter(([{ fails }]) => fails !== true).map(([, rollout]) => rollout);
  const failed = all.filter((rollout) => !promoted.includes(rollout));
  const reach = (some: readonly Rollout[], phase: string) => reachPhase(kube, flagger, some, phase);
  const each = (some: readonly Rollout[], act: (rollout: Rollout) => Promise<void>) => Promise.all(some.map(act));
  await each(all, (rollout) => rollout.start());
  await reach(all, 'Initializing');
  await each(all, (rollout) => rollout.initialize());
  await reach(all, 'Initialized');
  await each(all, (rollout) => rollout.arrive());
  await reach(all, 'Progressing');
  await each(all, (rollout) => rollout.progress());
  await each(all, (rollout) => rollout.restart());
  await reach(failed, 'Failed');
  await each(promoted, (rollout) => rollout.promote());
  await reach(promoted, 'Promoting');
  await each(promoted, (rollout) => rollout.overtake());
  await reach(promoted, 'Succeeded');
}

/** Has Flagger look until all canaries are in a phase. */
async function reachPhase(
  kube: Kube,
  flagger: RunningFlagger,
  rollouts: readonly Rollout[],
  phase: string,
): Promise<void> {
  const canaries = rollouts.flatMap((rollout) => rollout.canaries.map(({ metadata }) => metadata));
  const phases: string[] = [];
  await until(
    `the canaries are ${phase}`,
    async () => {
      const found = await Promise.all(
        canaries.map((name) => kube.get<KubeObject & { status?: { phase?: string } }>(CANARY, name)),
      );
      phases.splice(
        0,
        phases.length,
        ...found.map((canary) => `${canary?.metadata.namespace ?? ''} ${canary?.status?.phase ?? ''}`),
      );
      const others = canaries.filter((_name, index) => found[index]?.status?.phase !== phase);
      if (others.length === 0) return true;
      await flagger.tick(...others);
      return undefined;
    },
    { instead: () => phases },
  );
}

describe('the computed peak of a namespace', () => {
  const world = shared(startWorld);

  test('is admitted, with all of the workspace, for some of a thousand teams on three clusters', async () => {
    const { accepted, refused, unjudged } = await admit(world().kube, sampleOfTeams());
    expect({ refused, unjudged }).toStrictEqual({ refused: [], unjudged: [] });
    expect(accepted).toBeGreaterThan(100);
    note(`quota: ${accepted} objects of 5 of 1,000 teams on 3 clusters accepted`);
  });

  const rolloutOf = (shape: Shape): Rollout => {
    const rollout = world().rollouts.get(shape);
    if (rollout === undefined) throw new Error(`${shape.id} must have been rolled out, got nothing`);
    return rollout;
  };

  test.each(shapes)('is the most that the API server has seen: $what', (shape) => {
    const { most, used, declared } = rolloutOf(shape);
    const seen = Object.entries(most).map(([step, { wanted }]) => [step, wanted] as const);
    const steps = STEPS.slice(0, shape.fails === true ? 3 : 5);
    expect(seen).toStrictEqual(steps.map((step) => [step, podsAt(declared, step)]));
    for (const step of steps) {
      const counted = used.get(step) ?? {};
      const amounts = OF_PODS.map((name) => [name, thousandths(counted[name])]);
      expect([step, amounts]).toStrictEqual([
        step,
        OF_PODS.map((name) => [name, amountOf(amountsAt(declared, step), name)]),
      ]);
    }
    const [highest, pods] = seen.reduce((a, b) => (b[1] > a[1] ? b : a));
    note(`quota: ${shape.what}: ${pods} pods at most, while ${highest}`);
  });

  test('counts every ConfigMap that Flagger copies, and every Service that it makes', () => {
    for (const { used, declared } of world().rollouts.values()) {
      const last = used.get('restarting') ?? {};
      const counts = ['configmaps', 'services.nodeports'];
      expect(counts.map((name) => thousandths(last[name]))).toStrictEqual(
        counts.map((name) => amountOf(declared.use.peak, name)),
      );
    }
  });

  test.each(shapes)('has room beside it for pods that are ending: $what', (shape) => {
    const { most, declared } = rolloutOf(shape);
    const { peak, ending } = declared.use;
    const room = (amountOf(peak, 'pods') + amountOf(ending, 'pods')) / 1000;
    expect(Math.max(...Object.values(most).map(({ all }) => all))).toBeLessThanOrEqual(room);
  });
});
