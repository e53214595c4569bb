import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { controllerFlags, type FluxController } from '../../src/constructs/flux/lockdown';
import type { ControlPlane } from '../control-plane/control-plane';
import { freePort } from '../control-plane/ports';
import { Program } from '../control-plane/program';
import { until } from '../control-plane/wait';

const NAMESPACE = 'flux-system';

/** A running controller of Flux. */
export interface RunningController {
  readonly program: Program;
  readonly name: FluxController;
}

/** How controllers of Flux are started. */
export interface FluxOptions {
  readonly controllers: readonly FluxController[];
  /** What connects them to the test's network. */
  readonly environment: Readonly<Record<string, string>>;
  /** Further flags, which overrule the ones it would have. @default - none */
  readonly flags?: readonly string[];
}

/**
 * Starts controllers of Flux as their own service accounts, locked down by the flags that the toolkit's FluxInstance gives
 * them. Beyond those only what a process on loopback needs, and shorter pauses: no leader election, no jitter.
 */
export async function startFlux(plane: ControlPlane, options: FluxOptions): Promise<readonly RunningController[]> {
  const started = options.controllers.map(async (name) => ({
    name,
    program: await startController(plane, name, options),
  }));
  return Promise.all(started);
}

async function startController(
  plane: ControlPlane,
  name: FluxController,
  { environment, flags = [] }: FluxOptions,
): Promise<Program> {
  const health = await freePort();
  const program = new Program({
    program: name,
    name: `${plane.name}-${name}`,
    env: {
      ...environment,
      KUBECONFIG: await plane.kubeconfig(NAMESPACE, name),
      RUNTIME_NAMESPACE: NAMESPACE,
      TMPDIR: plane.folder,
    },
    args: [
      ...controllerFlags(name),
      ...(await ownFlags(plane, name)),
      `--health-addr=127.0.0.1:${health}`,
      '--metrics-addr=127.0.0.1:0',
      '--watch-all-namespaces',
      '--log-encoding=json',
      ...flags,
    ],
  });
  plane.onStop(() => program.stop());
  await until(`${plane.name}: ${name} is ready`, async () => {
    program.assertRunning();
    return (await fetch(`http://127.0.0.1:${health}/readyz`)).ok ? true : undefined;
  });
  return program;
}

async function ownFlags(plane: ControlPlane, name: FluxController): Promise<string[]> {
  if (name === 'notification-controller') return [];
  const patient = ['--events-addr=', '--requeue-dependency=1s', '--interval-jitter-percentage=0'];
  if (name !== 'source-controller') return patient;
  const storage = `127.0.0.1:${await freePort()}`;
  const folder = join(plane.folder, 'artifacts');
  mkdirSync(folder, { recursive: true });
  return [...patient, `--storage-path=${folder}`, `--storage-addr=${storage}`, `--storage-adv-addr=${storage}`];
}
