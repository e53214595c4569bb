import { amountOf } from '../../src/manifest/quota/amounts';
import { thousandths } from '../../src/model/quantity';
import { startControlPlane } from '../control-plane/control-plane';
import { note } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { type RunningFlagger, startFlagger } from '../flagger/flagger';
import { define, definitionsOf, installFlaggerAccount } from '../fleet/foundation';
import type { Kube } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { declare } from '../quota/declared';
import { PodWatch } from '../quota/pod-watch';
import { Rollout } from '../quota/rollout';
import { type Shape, shapes } from '../quota/shapes';
import { shared } from '../support/shared';

const CANARY = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' };
const FLAGS = [
  '-mesh-provider=kubernetes',
  // Nobody answers there, so that the checks of whoever has some fail.
  '-metrics-server=http://127.0.0.1:1',
  '-kubeconfig-qps=1000',
  '-kubeconfig-burst=1000',
];

interface World {
  readonly rollouts: ReadonlyMap<Shape, Rollout>;
  stop(): Promise<void>;
}

/** All shapes are rolled out side by side, each through every step that it has. */
async function startWorld(): Promise<World> {
  const plane = await startControlPlane('quota');
  try {
    const { kube } = plane;
    for (const group of ['flagger.app', 'gateway.networking.k8s.io', 'keda.sh'])
      await define(kube, definitionsOf(group), 'quota');
    await installFlaggerAccount(plane);
    const pods = new PodWatch(kube);
    plane.onStop(() => pods.stop());
    const rollouts = new Map(shapes.map((shape) => [shape, new Rollout(kube, pods, declare(shape))]));
    await drive(kube, await startFlagger(plane, FLAGS, {}), rollouts);
    return { rollouts, stop: () => plane.stop() };
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
  for (const rollout of promoted) rollout.promote();
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
      phases.splice(0, phases.length, ...found.map((canary) => `${canary?.metadata.namespace ?? ''} ${canary?.status?.phase ?? ''}`));
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
  const rolloutOf = (shape: Shape): Rollout => {
    const rollout = world().rollouts.get(shape);
    if (rollout === undefined) throw new Error(`${shape.id} must have been rolled out, got nothing`);
    return rollout;
  };

  test.each(shapes)('is the most that the API server has seen: $what', (shape) => {
    const { most, used, declared, expected } = bound(rolloutOf(shape));
    const steps = Object.keys(most).filter((step) => step !== '');
    expect(most).toStrictEqual(Object.fromEntries(Object.keys(most).map((step) => [step, expected(step)])));
    const highest = steps.reduce((a, b) => ((most[b] ?? 0) > (most[a] ?? 0) ? b : a));
    const counted = Object.entries(used.get(highest) ?? {}).filter(([name]) => /^(pods$|requests\.|limits\.)/.test(name));
    expect(counted.length).toBeGreaterThan(3);
    if (shape.fails === true) return;
    expect(Object.fromEntries(counted.map(([name, text]) => [name, thousandths(text)]))).toStrictEqual(
      Object.fromEntries(counted.map(([name]) => [name, amountOf(declared.use.peak, name)])),
    );
    note(`quota: ${shape.what}: ${most[highest] ?? 0} pods at most, while ${highest}`);
  });
});

function bound(rollout: Rollout) {
  const { most, used, declared } = rollout;
  return { most, used, declared, expected: (step: string) => rollout.expected(step) };
}
