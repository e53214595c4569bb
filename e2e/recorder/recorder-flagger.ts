import { join } from 'node:path';
import type { KubeCredentials } from '../control-plane/kube-connection';
import { writeKubeconfig } from '../control-plane/kubeconfig';
import { freePort } from '../control-plane/ports';
import { Program } from '../control-plane/program';
import { until } from '../control-plane/wait';
import { CanaryJobs } from '../flagger/canary-jobs';
import { EVENTS, Outside, PROMETHEUS } from './outside';

/** A running Flagger whose whole world the recorder answers for. */
export interface RecorderFlagger {
  readonly jobs: CanaryJobs;
  readonly outside: Outside;
  stop(): Promise<void>;
}

/** Starts Flagger with a mesh provider. It may do everything: what its own role lets it do is judged elsewhere. */
export async function startFlagger(
  folder: string,
  admin: KubeCredentials,
  meshProvider: string,
): Promise<RecorderFlagger> {
  const outside = new Outside();
  await outside.start();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = new Program({
    program: 'flagger',
    name: `recorder-flagger-${meshProvider.replace(':', '-')}`,
    env: outside.environment(),
    args: [
      `-kubeconfig=${writeKubeconfig(join(folder, 'flagger.json'), admin)}`,
      `-mesh-provider=${meshProvider}`,
      `-metrics-server=${PROMETHEUS}`,
      `-event-webhook=${EVENTS}`,
      `-port=${port}`,
      '-control-loop-interval=20ms',
      // A tick of several Canaries at once asks the API server for more than is its due in a second.
      '-kubeconfig-qps=10000',
      '-kubeconfig-burst=10000',
    ],
  });
  const jobs = new CanaryJobs(program, url);
  const stop = async (): Promise<void> => {
    await program.stop();
    await outside.stop();
  };
  try {
    await until('flagger is ready', async () => {
      program.assertRunning();
      return (await fetch(`${url}/healthz`)).ok ? true : undefined;
    });
    await jobs.check();
  } catch (error) {
    await stop();
    throw error;
  }
  return { jobs, outside, stop };
}
