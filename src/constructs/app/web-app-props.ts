import type { ReplicaRange } from '../../releases/app-release';
import type { AutoscalerOptions } from './autoscaler';
import type { ContainerProps, InitContainer, RunningContainerProps, Sidecar } from './container';
import type { ContainerPorts } from './container-port';
import type { IngressOptions } from './ingress';
import type { DaemonSetRollout, DeploymentRollout, PodCount } from './rollout';
import type { Toleration, TopologySpread } from './scheduling';
import type { UnrestrictedSecurity } from './security';
import type { AppService } from './service';
import type { Volume } from './volume';

/**
 * What an app may say whatever its workload is. Its own container's props stand among them.
 *
 * @typeParam Port the names of its ports, taken from `ports`.
 */
export interface AppProps<Port extends string = string> extends ContainerProps, RunningContainerProps<NoInfer<Port>> {
  /** Namespace of the app. @default - the Chart's; in a workspace, its first namespace */
  readonly namespace?: string;
  /** Image tag. Release data wins over it. @default - none: release data gives it */
  readonly tag?: string;
  /** Ports of the app's container by name: `{ http: 8080 }`. The first one is that of the Service, unless it says otherwise. */
  readonly ports: ContainerPorts<Port>;
  /** Name of the app's container. @default - the app's */
  readonly containerName?: string;
  /**
   * Containers that run before the app's own, by name and in this order. One with `restartPolicy: 'Always'` is a sidecar: it goes on
   * running beside the app.
   *
   * @default - none
   */
  readonly initContainers?: Readonly<Record<string, InitContainer | Sidecar>>;
  /** Volumes by name, for the containers' `volumeMounts`. @default - none */
  readonly volumes?: Readonly<Record<string, Volume>>;
  /** Ports of the app's Service, by the container's port that each leads to; `false` for none. @default - the first port, under its own number */
  readonly service?: AppService<NoInfer<Port>> | false;
  /** Ingress in front of the app. @default - none */
  readonly ingress?: IngressOptions;
  /** Where Prometheus reads metrics. The workspace of apps in the team's own repository lets it in by `network.metricsPorts`. @default - nowhere */
  readonly metrics?: AppMetrics<NoInfer<Port>>;
  /** The app's service account; `default` is the namespace's, with a token if that mounts one. @default - one of its own, without a token */
  readonly serviceAccount?: ServiceAccountOptions | 'default';
  /** Names of Secrets with the registry's credentials. @default - none */
  readonly imagePullSecrets?: readonly string[];
  /** Further labels of the pods. @default - none */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations of the pods. @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Nodes that the pods may run on, by label. @default - all */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints of nodes that the pods bear. @default - none */
  readonly tolerations?: readonly Toleration[];
  /** Priority class of the pods. @default - the cluster's */
  readonly priorityClassName?: string;
  /** Seconds from being told to end until being killed, `preStop` included. @default - Kubernetes' 30 */
  readonly terminationGracePeriodSeconds?: number;
  /**
   * Gives up the restricted Pod Security Standard, which a workspace asks for: these security contexts are written, and nothing
   * else.
   *
   * @default - restricted
   */
  readonly unrestricted?: UnrestrictedSecurity;
}

/**
 * Props of a {@link WebApp} that is a Deployment.
 *
 * @typeParam Port the names of its ports, taken from `ports`.
 */
export interface DeploymentAppProps<Port extends string = string> extends AppProps<Port> {
  /** The workload. @default 'Deployment' */
  readonly kind?: 'Deployment';
  /** A fixed number of pods, or the bounds of the autoscaler. Release data wins over it. @default { min: 2, max: 4 } */
  readonly replicas?: number | ReplicaRange;
  /** Processor time in percent of the request, above which the autoscaler adds pods. @default 80 */
  readonly cpuUtilization?: number;
  /**
   * More of the autoscaler; `false` for none. The Deployment then has the fixed number of `replicas`, or says none, which is what a
   * Canary or a ScaledObject asks for.
   *
   * @default - by processor time alone
   */
  readonly autoscaler?: AutoscalerOptions | false;
  /** Pods that an eviction may leave missing; `false` for no disruption budget. @default { maxUnavailable: 1 } */
  readonly disruptionBudget?: DisruptionBudget | false;
  /** Over what the pods are spread. @default - hosts, and zones where the platform has them */
  readonly topologySpread?: readonly TopologySpread[];
  /** How pods are replaced; what it leaves out is left to Kubernetes. @default - one at a time, with a deadline of 60 seconds */
  readonly rollout?: DeploymentRollout;
}

/**
 * Props of a {@link WebApp} that is a DaemonSet: a pod on every node.
 *
 * @typeParam Port the names of its ports, taken from `ports`.
 */
export interface DaemonSetAppProps<Port extends string = string> extends AppProps<Port> {
  /** The workload. */
  readonly kind: 'DaemonSet';
  /** How pods are replaced; what it leaves out is left to Kubernetes. @default - one at a time */
  readonly rollout?: DaemonSetRollout;
  /** Not for a DaemonSet: it has a pod on every node. */
  readonly replicas?: never;
  /** Not for a DaemonSet. */
  readonly cpuUtilization?: never;
  /** Not for a DaemonSet. */
  readonly autoscaler?: never;
  /** Not for a DaemonSet, whose pods an eviction leaves alone. */
  readonly disruptionBudget?: never;
  /** Not for a DaemonSet. */
  readonly topologySpread?: never;
}

/**
 * Props of a {@link WebApp}.
 *
 * @typeParam Port the names of its ports, taken from `ports`.
 */
export type WebAppProps<Port extends string = string> = DeploymentAppProps<Port> | DaemonSetAppProps<Port>;

/**
 * Where Prometheus reads an app's metrics.
 *
 * @typeParam Port the names of the container's ports.
 */
export interface AppMetrics<Port extends string = string> {
  /** Name of the port. */
  readonly port: Port;
  /** The path. @default - Prometheus' `/metrics` */
  readonly path?: string;
}

/** How many of an app's pods an eviction may leave missing. */
export interface DisruptionBudget {
  /** The number, or a share. */
  readonly maxUnavailable: PodCount;
}

/** The service account of an app. */
export interface ServiceAccountOptions {
  /** Annotations: `eks.amazonaws.com/role-arn` gives it a role of AWS. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Mounts the account's token, for an app that talks to the API server. @default false */
  readonly automountToken?: boolean;
}
