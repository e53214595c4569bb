import type { PrimaryScalerReplicas } from './autoscaler-ref';
import type { CanaryTarget } from './canary-target';

/**
 * Props of a ScaledObject. They are what Flagger copies to the primary's: it takes any other field away, from this
 * one, too, when it pauses it.
 *
 * @typeParam Trigger the names of the triggers.
 */
export interface ScaledObjectProps<Trigger extends string = string> {
  /** Name of the ScaledObject; at most 46 characters. @default - the construct's id */
  readonly name?: string;
  /** What is scaled. */
  readonly target: Pick<CanaryTarget, 'apiVersion' | 'name' | 'namespace'> & {
    /** Only a Deployment has replicas that can be set. */
    readonly kind: 'Deployment';
  };
  /** The fewest replicas. With 0 there are none while no trigger asks for any. */
  readonly minReplicaCount: number;
  /** The most replicas. */
  readonly maxReplicaCount: number;
  /** What asks for replicas, by a name that the Canary can tell them by. */
  readonly triggers: Readonly<Record<Trigger, ScaleTrigger>>;
  /** Seconds between two looks at the triggers. @default 30 */
  readonly pollingInterval?: number;
  /** Seconds without a trigger until there are 0 replicas. @default 300 */
  readonly cooldownPeriod?: number;
}

/** Something that asks for replicas. */
export interface ScaleTrigger {
  /** The scaler, as KEDA names it: `prometheus`, `kafka`, `cron`, `cpu` …. */
  readonly type: string;
  /** Its settings, all of them text: `{ query: 'sum(queue)', threshold: '100' }`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** How its value is compared. @default 'AverageValue' */
  readonly metricType?: 'AverageValue' | 'Value' | 'Utilization';
  /** The credentials it asks with. @default - none */
  readonly authenticationRef?: {
    /** Name of the TriggerAuthentication. */
    readonly name: string;
    /** Its kind. @default 'TriggerAuthentication' */
    readonly kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
  };
}

/**
 * What the primary's ScaledObject does otherwise.
 *
 * @typeParam Trigger the names of the triggers.
 */
export interface PrimaryScalerOptions<Trigger extends string = string> {
  /** How many replicas the primary has. @default - as many as the target */
  readonly primaryScalerReplicas?: PrimaryScalerReplicas;
  /**
   * The primary's queries, one for each trigger that has a query: Flagger replaces all or none by itself.
   *
   * @default - the triggers' own, in which Flagger replaces the target's name by the primary's
   */
  readonly primaryScalerQueries?: Readonly<Partial<Record<Trigger, string>>>;
}
