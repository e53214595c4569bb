import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from '../control-plane/control-plane';
import { freePort } from '../control-plane/ports';
import { Restartable } from '../control-plane/restartable';
import { program } from '../control-plane/run';
import { until } from '../control-plane/wait';

/**
 * Starts Flagger's load tester. It runs the commands of webhooks: with this machine's shell and curl, and with hey.
 *
 * @param plane the cluster.
 * @param flags as it is installed.
 * @param environment what connects it to the test's network.
 * @returns its port.
 */
export async function startLoadTester(
  plane: ControlPlane,
  flags: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const port = await freePort();
  const tools = heyThroughProxy(join(plane.folder, 'tools'));
  const options = {
    program: 'loadtester',
    name: `${plane.id}-loadtester`,
    env: { ...environment, PATH: `${tools}:${process.env['PATH'] ?? ''}` },
    args: [...flags, `-port=${port}`],
  };
  await Restartable.start(plane, options, (started) =>
    until(`${plane.name}: loadtester is ready`, async () => {
      started.assertRunning();
      return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok ? true : undefined;
    }),
  );
  return port;
}

/** Hey does not look at `http_proxy`, as curl does, but takes it as an option. */
function heyThroughProxy(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'hey');
  writeFileSync(file, `#!/bin/sh\nexec '${program('hey')}' -x "$http_proxy" "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}
