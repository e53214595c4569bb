import type { CanaryTarget } from './canary-target';

/** A workload that something else declares: an `ApiObject`, a chart, a file. */
export interface TargetOptions {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
}

/** Options of {@link deploymentTarget} and {@link daemonSetTarget}. */
export interface WorkloadTargetOptions extends TargetOptions {
  /** Port of the Service that Flagger makes for it. */
  readonly port: number;
  /** Name or number of the container's port that the Service points at. */
  readonly targetPort: string | number;
}

/** Options of {@link deploymentTarget}. */
export interface DeploymentTargetOptions extends WorkloadTargetOptions {
  /** Name of its HorizontalPodAutoscaler. @default - none */
  readonly autoscalerName?: string;
  /** Name of the Ingress in front of it. @default - none */
  readonly ingressName?: string;
  /** Host name that the Ingress answers to. @default - every host */
  readonly ingressHost?: string;
}

/** Options of {@link serviceTarget}. */
export interface ServiceTargetOptions extends TargetOptions {
  /** Its port. */
  readonly port: number;
  /**
   * Its type. Flagger makes two copies of the Service with the address of the original still in them, which the API server
   * refuses unless there is none: only an ExternalName has no address of its own.
   */
  readonly type: 'ExternalName';
}

/** A Deployment as a Canary's target. */
export interface DeploymentTarget extends CanaryTarget {
  /** API version of a Deployment. */
  readonly apiVersion: 'apps/v1';
  /** A Deployment. */
  readonly kind: 'Deployment';
}

/** A DaemonSet as a Canary's target. */
export interface DaemonSetTarget extends CanaryTarget {
  /** API version of a DaemonSet. */
  readonly apiVersion: 'apps/v1';
  /** A DaemonSet. */
  readonly kind: 'DaemonSet';
}

/** A Service as a Canary's target. */
export interface ServiceTarget extends CanaryTarget {
  /** API version of a Service. */
  readonly apiVersion: 'v1';
  /** A Service. */
  readonly kind: 'Service';
}

/** A Knative Service as a Canary's target. */
export interface KnativeTarget extends CanaryTarget {
  /** API version of a Knative Service. */
  readonly apiVersion: 'serving.knative.dev/v1';
  /** A Knative Service. */
  readonly kind: 'Service';
}

/** API version of a Knative Service. */
export const KNATIVE = 'serving.knative.dev/v1';

/**
 * A Deployment that something else declares, as a Canary's target. Leave `replicas` out of it: Flagger sets them.
 *
 * @example
 * new Canary(shop, 'queue-rollout', {
 *   target: deploymentTarget({ name: 'queue', namespace: 'shop', port: 80, targetPort: 'http' }),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function deploymentTarget(options: DeploymentTargetOptions): DeploymentTarget {
  return { apiVersion: 'apps/v1', kind: 'Deployment', ...options, ownedByCanary };
}

/**
 * A DaemonSet that something else declares, as a Canary's target. Its pods must be replaced by RollingUpdate, and most
 * built-in metrics do not find them.
 *
 * @example
 * new Canary(chart, 'agent-rollout', {
 *   target: daemonSetTarget({ name: 'agent', namespace: 'shop', port: 80, targetPort: 'http' }),
 *   provider: istio(),
 *   strategy: blueGreen({ iterations: 10 }),
 *   analysis: profiles.steady,
 * });
 */
export function daemonSetTarget(options: WorkloadTargetOptions): DaemonSetTarget {
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', ...options, ownedByCanary };
}

/**
 * A Service that something else declares, as a Canary's target: a new external name is what is rolled out. Flagger copies
 * it to `<name>-primary` and `<name>-canary`, between which the provider splits the requests.
 *
 * @example
 * const errors = new MetricTemplate(shop, 'payments-errors', {
 *   provider: prometheus({ address: 'http://prometheus.monitoring:9090' }),
 *   query: 'sum(rate(payments_errors_total{host="{{ target }}-canary"}[{{ interval }}]))',
 * });
 * new Canary(shop, 'payments-rollout', {
 *   target: serviceTarget({ name: 'payments', namespace: 'shop', port: 80, type: 'ExternalName' }),
 *   provider: istio(),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   analysis: { metrics: [errors.toMetric({ interval: '1m', thresholdRange: { max: 1 } })], webhooks: [] },
 * });
 */
export function serviceTarget({ name, namespace, port }: ServiceTargetOptions): ServiceTarget {
  return { apiVersion: 'v1', kind: 'Service', name, namespace, port, targetPort: port, ownedByCanary };
}

/**
 * A Knative Service that something else declares, as a Canary's target: Flagger moves traffic between its revisions. It
 * needs a provider of the name `knative`.
 */
export function knativeTarget(options: TargetOptions): KnativeTarget {
  return { apiVersion: KNATIVE, kind: 'Service', ...options, port: 80, targetPort: 80, ownedByCanary };
}

/** Whoever declares the workload leaves its replicas and its Services to Flagger. */
function ownedByCanary(): void {
  return undefined;
}
