import type { ControlPlane } from '../control-plane/control-plane';
import type { KubeName } from '../control-plane/kube';
import { freePort } from '../control-plane/ports';
import { Restartable } from '../control-plane/restartable';
import { until } from '../control-plane/wait';
import { withBody } from '../network/body';
import { type Host, serve } from '../network/network';
import { tickNow } from './canary-clock';
import { CanaryJobs } from './canary-jobs';

/** What Flagger says of a canary; its event webhook tells everything once, unlike Kubernetes' Events. */
export interface FlaggerEvent {
  readonly canary: string;
  readonly phase: string;
  readonly type: string;
  readonly message: string;
}

/** A running Flagger. */
export interface RunningFlagger {
  readonly program: Restartable;
  /** In the order they came. */
  readonly events: readonly FlaggerEvent[];
  /** Makes it look at canaries now, and waits until it has done what it then does. One call at a time. */
  readonly tick: (...canaries: readonly KubeName[]) => Promise<void>;
}

/**
 * Starts Flagger as its own service account.
 *
 * @param plane the cluster.
 * @param flags as it is installed; what a process on loopback needs otherwise is added.
 * @param environment what connects it to the test's network.
 */
export async function startFlagger(
  plane: ControlPlane,
  flags: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<RunningFlagger> {
  const events: FlaggerEvent[] = [];
  const listener = await serve(eventHost(events));
  plane.onStop(listener.stop);
  const port = await freePort();
  const options = {
    program: 'flagger',
    name: `${plane.id}-flagger`,
    env: environment,
    args: [
      ...flags,
      `-kubeconfig=${await plane.kubeconfig('flagger-system', 'flagger')}`,
      `-event-webhook=${listener.url}`,
      `-port=${port}`,
      '-enable-leader-election=false',
      '-control-loop-interval=500ms',
      '-log-level=debug',
    ],
  };
  const program = await Restartable.start(plane, options, (started) =>
    until(`${plane.name}: flagger is ready`, async () => {
      started.assertRunning();
      return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok ? true : undefined;
    }),
  );
  const jobs = new CanaryJobs(program, `http://127.0.0.1:${port}`);
  let last: Promise<unknown> = Promise.resolve();
  const tick = (...canaries: readonly KubeName[]): Promise<void> => {
    const start = () => Promise.all(canaries.map((canary) => tickNow(plane.kube, canary)));
    const what = `a tick of ${canaries.map(({ name }) => name).join(', ')}`;
    const next = last.then(() => jobs.untilTicked(what, start, canaries.length));
    last = next.catch(() => undefined);
    return next;
  };
  return { program, events, tick };
}

function eventHost(events: FlaggerEvent[]): Host {
  return (incoming, response) => {
    withBody(incoming, (text) => {
      const { name, namespace, phase, metadata } = JSON.parse(text) as {
        name: string;
        namespace: string;
        phase: string;
        metadata: { eventMessage: string; eventType: string };
      };
      events.push({ canary: `${namespace}/${name}`, phase, type: metadata.eventType, message: metadata.eventMessage });
      response.end();
    });
  };
}
