import { container, type FullContainer, orNothing } from './container';
import { portNumber } from './container-port';
import { topologySpreadConstraints, type TopologySpread } from './scheduling';
import { restrictedContainer, restrictedPod } from './security';
import { podVolumes } from './volume';
import type { AppMetrics, AppProps } from './web-app-props';
import { writableVolumes } from './writable';

/** An app's pods, with what its props leave open. */
export interface PodTemplateInput {
  /** Name of the app: the `app` label, and the service account. */
  readonly name: string;
  /** The app's props. */
  readonly props: AppProps;
  /** The app's own container. */
  readonly own: FullContainer;
  /** The others, in their order. */
  readonly initContainers: readonly FullContainer[];
  /** Over what the pods are spread. */
  readonly spread: readonly TopologySpread[];
}

/** The pod template of an app, fit for the restricted Pod Security Standard unless the app gives that up. */
export function podTemplate(input: PodTemplateInput) {
  const { name, props, own, initContainers, spread } = input;
  const { unrestricted, serviceAccount = {} } = props;
  const annotations = { ...metricsAnnotations(props), ...props.podAnnotations };
  return {
    metadata: {
      labels: { ...props.podLabels, app: name },
      annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
    },
    spec: {
      ...(serviceAccount !== 'default' && {
        serviceAccountName: name,
        automountServiceAccountToken: serviceAccount.automountToken ?? false,
      }),
      imagePullSecrets: orNothing((props.imagePullSecrets ?? []).map((secret) => ({ name: secret }))),
      securityContext: unrestricted === undefined ? restrictedPod(props.user) : unrestricted.pod,
      topologySpreadConstraints: orNothing(topologySpreadConstraints(name, spread)),
      nodeSelector: props.nodeSelector,
      tolerations: props.tolerations,
      priorityClassName: props.priorityClassName,
      terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
      initContainers: orNothing(initContainers.map((one) => container(one, restrictedContainer(one.user)))),
      // The user of the app's own container is the pod's, so that volumes belong to it.
      containers: [container(own, unrestricted === undefined ? restrictedContainer() : unrestricted.container)],
      volumes: orNothing(volumesOf(input)),
    },
  };
}

/** The names of an app's volumes, those of writable folders included. */
export function volumeNames({ props, own, initContainers }: Omit<PodTemplateInput, 'name' | 'spread'>): string[] {
  return [...[own, ...initContainers].flatMap(writableVolumes), ...Object.keys(props.volumes ?? {})];
}

function volumesOf({ props, own, initContainers }: PodTemplateInput): object[] {
  const writable = [own, ...initContainers].flatMap(writableVolumes);
  return [...writable.map((name) => ({ name, emptyDir: {} })), ...podVolumes(props.volumes ?? {})];
}

function metricsAnnotations({ metrics, ports }: AppProps): Record<string, string> {
  if (metrics === undefined) return {};
  const { port, path }: AppMetrics = metrics;
  const number = ports[port];
  return {
    'prometheus.io/scrape': 'true',
    ...(number !== undefined && { 'prometheus.io/port': String(portNumber(number)) }),
    ...(path !== undefined && { 'prometheus.io/path': path }),
  };
}
