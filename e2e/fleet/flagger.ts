import type { ControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kube-object';
import { freePort } from '../control-plane/ports';
import { Program } from '../control-plane/program';
import { until } from '../control-plane/wait';
import { type Host, serve } from '../network/network';

/** The HelmRelease by which the fleet installs Flagger. */
export interface FlaggerRelease extends KubeObject {
  readonly spec: {
    readonly values: {
      readonly meshProvider: string;
      readonly metricsServer: string;
      readonly noCrossNamespaceRefs: boolean;
    };
  };
}

/** What Flagger says of a canary; its event webhook tells everything once, unlike Kubernetes' Events. */
export interface FlaggerEvent {
  readonly canary: string;
  readonly phase: string;
  readonly type: string;
  readonly message: string;
}

/** A running Flagger. */
export interface RunningFlagger {
  readonly program: Program;
  /** In the order they came. */
  readonly events: readonly FlaggerEvent[];
}

/** Starts Flagger as its own service account, with what the values of the fleet's HelmRelease make of its flags. */
export async function startFlagger(
  plane: ControlPlane,
  { spec: { values } }: FlaggerRelease,
  environment: Readonly<Record<string, string>>,
): Promise<RunningFlagger> {
  const events: FlaggerEvent[] = [];
  const listener = await serve(eventHost(events));
  plane.onStop(listener.stop);
  const port = await freePort();
  const program = new Program({
    program: 'flagger',
    name: `${plane.name}-flagger`,
    env: environment,
    args: [
      `-kubeconfig=${await plane.kubeconfig('flagger-system', 'flagger')}`,
      `-mesh-provider=${values.meshProvider}`,
      `-metrics-server=${values.metricsServer}`,
      `-no-cross-namespace-refs=${values.noCrossNamespaceRefs}`,
      `-event-webhook=${listener.url}`,
      `-port=${port}`,
      '-control-loop-interval=500ms',
      '-log-level=debug',
    ],
  });
  plane.onStop(() => program.stop());
  await until(`${plane.name}: flagger is ready`, async () => {
    program.assertRunning();
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok ? true : undefined;
  });
  return { program, events };
}

function eventHost(events: FlaggerEvent[]): Host {
  return (incoming, response) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
    incoming.on('end', () => {
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
