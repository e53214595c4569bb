import { readFileSync } from 'node:fs';
import type { KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import type { Attempt } from './attack';
import { canaryOf } from './canary';
import { removeAll } from './commit';
import type { ControllerWorld } from './controller-world';
import { deployment, RESTRICTED_POD } from './manifest';

interface CanaryObject extends KubeObject {
  readonly status?: { readonly phase?: string };
}

let canaries = 0;

/** The team commits a Canary, and the real Flagger takes it, or not. */
export function rollsOut(what: string, analysis: object, spec: object = {}): Attempt<ControllerWorld> {
  return {
    what: `rolls out ${what}`,
    attempt: (world) => withCanary(world, analysis, spec, (canary) => refusalOf(world, canary)),
  };
}

/** The team commits a Canary by which Flagger asks something of a host in the cluster. */
export function hasFlaggerAsk(what: string, analysis: object, asks: RegExp): Attempt<ControllerWorld> {
  return {
    what: `has Flagger ${what}`,
    attempt: (world) =>
      withCanary(world, analysis, {}, async () => {
        const before = world.requests.length;
        const asked = (): boolean => world.requests.slice(before).some((request) => asks.test(request));
        await until(`Flagger asks ${asks.source}`, () => (asked() ? true : undefined), {
          instead: () => world.requests.slice(before),
        });
        return undefined;
      }),
  };
}

/** Why Flagger does not take a Canary. It tells nobody but its log. */
export async function refusalOf({ plane, flagger }: ControllerWorld, canary: KubeObject): Promise<string | undefined> {
  const { name, namespace = '' } = canary.metadata;
  const { refusal } = await until(`Flagger takes ${name}, or does not`, async () => {
    const now = await plane.kube.get<CanaryObject>(canary, canary.metadata);
    if (now?.status?.phase !== undefined) return { refusal: undefined };
    const lines = readFileSync(flagger().program.log, 'utf8').split('\n');
    const line = lines.find((text) => text.includes(`error syncing '${namespace}/${name}'`));
    return line === undefined ? undefined : { refusal: line };
  });
  return refusal;
}

/** Lets the team have a Canary and what it rolls out for as long as something is asked of it. */
export async function withCanary<T>(
  world: ControllerWorld,
  analysis: object,
  spec: object,
  ask: (canary: KubeObject) => Promise<T>,
): Promise<T> {
  canaries += 1;
  const name = `shop/rollout-${canaries}`;
  const canary = canaryOf(name, analysis, spec);
  const target = deployment(name, RESTRICTED_POD);
  await world.members.account.apply(target);
  await world.members.account.apply(canary);
  try {
    return await ask(canary);
  } finally {
    await removeAll(world, [canary, target]);
  }
}
