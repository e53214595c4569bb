import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { controllerFlags, type FluxController } from '../../src/constructs/flux/lockdown';
import type { ControlPlane } from '../control-plane/control-plane';
import { freePort } from '../control-plane/ports';
import { Restartable } from '../control-plane/restartable';
import { until } from '../control-plane/wait';

const NAMESPACE = 'flux-system';

/** Controllers of Flux that run. */
export interface RunningFlux {
  readonly controllers: ReadonlyMap<FluxController, Restartable>;
  /** Where notification-controller takes calls for Receivers. */
  readonly receiver: string;
}

/** How controllers of Flux are started. */
export interface FluxOptions {
  readonly controllers: readonly FluxController[];
  /** The shard they look after, or null for what is in none. @default - everything */
  readonly shard?: string | null;
  /** What connects them to the test's network. */
  readonly environment: Readonly<Record<string, string>>;
  /** Further flags, which overrule the ones it would have. @default - none */
  readonly flags?: readonly string[];
}

/** Where notification-controller listens. */
interface Notifications {
  /** For events of the other controllers. */
  readonly events: string;
  /** For calls of the outside. */
  readonly receiver: string;
}

/**
 * Starts controllers of Flux as their own service accounts, locked down by the flags that the toolkit's FluxInstance gives
 * them. Beyond those only what a process on loopback needs, and shorter pauses: no leader election, no jitter.
 */
export async function startFlux(plane: ControlPlane, options: FluxOptions): Promise<RunningFlux> {
  const notifications = { events: `127.0.0.1:${await freePort()}`, receiver: `127.0.0.1:${await freePort()}` };
  const started = options.controllers.map(async (name): Promise<[FluxController, Restartable]> => [
    name,
    await startController(plane, name, options, notifications),
  ]);
  return { controllers: new Map(await Promise.all(started)), receiver: `http://${notifications.receiver}` };
}

async function startController(
  plane: ControlPlane,
  name: FluxController,
  { environment, controllers, shard, flags = [] }: FluxOptions,
  notifications: Notifications,
): Promise<Restartable> {
  const health = await freePort();
  const events = controllers.includes('notification-controller') ? `http://${notifications.events}/` : '';
  const options = {
    program: name,
    name: [plane.id, name, shard].filter((part) => part !== undefined && part !== null).join('-'),
    env: {
      ...environment,
      KUBECONFIG: await plane.kubeconfig(NAMESPACE, name),
      RUNTIME_NAMESPACE: NAMESPACE,
      TMPDIR: plane.folder,
    },
    args: [
      ...controllerFlags(name, shard === undefined ? {} : { shard }),
      ...(name === 'notification-controller'
        ? [`--events-addr=${notifications.events}`, `--receiverAddr=${notifications.receiver}`]
        : [`--events-addr=${events}`, '--requeue-dependency=1s', '--interval-jitter-percentage=0']),
      ...(name === 'source-controller' ? await storageFlags(plane, shard ?? 'artifacts') : []),
      `--health-addr=127.0.0.1:${health}`,
      '--metrics-addr=127.0.0.1:0',
      '--watch-all-namespaces',
      '--log-encoding=json',
      ...flags,
    ],
  };
  return Restartable.start(plane, options, (program) =>
    until(`${plane.name}: ${name} is ready`, async () => {
      program.assertRunning();
      return (await fetch(`http://127.0.0.1:${health}/readyz`)).ok ? true : undefined;
    }),
  );
}

async function storageFlags(plane: ControlPlane, name: string): Promise<string[]> {
  const storage = `127.0.0.1:${await freePort()}`;
  const folder = join(plane.folder, name);
  mkdirSync(folder, { recursive: true });
  return [`--storage-path=${folder}`, `--storage-addr=${storage}`, `--storage-adv-addr=${storage}`];
}
