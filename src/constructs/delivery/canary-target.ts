import type { AppReleaseEntry } from '../../releases/app-release';

/**
 * A workload that a Canary can roll out. `WebApp` and `PodinfoApp` are, {@link deploymentTarget} and its like name one that
 * somebody else declares, and any construct with these fields is another.
 */
export interface CanaryTarget {
  /** API version of the workload: `apps/v1`, `v1` of a Service, `serving.knative.dev/v1` of Knative's. */
  readonly apiVersion: string;
  /** Kind of the workload. */
  readonly kind: 'Deployment' | 'DaemonSet' | 'Service';
  /** Name of the workload; Flagger makes `<name>-primary` beside it. */
  readonly name: string;
  /** Namespace of the workload; the Canary lives there too. */
  readonly namespace: string;
  /** Port of the apex Service that Flagger makes. */
  readonly port: number;
  /** Name or number of the container's port that the Service points at. */
  readonly targetPort: string | number;
  /** The ports of its containers by name, which Flagger's port discovery adds to its Services. @default - not known */
  readonly containerPorts?: Readonly<Record<string, number>>;
  /** The ports of its own Service, which Flagger makes anew: the first is `port`. @default - not known */
  readonly servicePorts?: readonly TargetServicePort[];
  /**
   * Name of the app's HorizontalPodAutoscaler. A ScaledObject is named by the Canary's `autoscalerRef`.
   *
   * @default - none
   */
  readonly autoscalerName?: string;
  /** Name of the Ingress in front of the app. @default - none */
  readonly ingressName?: string;
  /** Host name that the Ingress answers to. @default - every host */
  readonly ingressHost?: string;
  /** The app's release data, from which the Canary takes its numbers. @default - none */
  readonly release?: AppReleaseEntry;
  /** Tells the workload that a Canary owns its replicas and its Services from now on; called once by the Canary. */
  ownedByCanary(canaryPath: string): void;
}

/** A port of the Service that a target has without a Canary. */
export interface TargetServicePort {
  /** Its name, which is that of the container's port that it leads to. */
  readonly name: string;
  /** Its number. */
  readonly port: number;
  /** What is spoken there. @default - not said */
  readonly appProtocol?: string;
  /** Its transport. @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}
