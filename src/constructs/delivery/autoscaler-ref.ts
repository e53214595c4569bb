/** The autoscaler of a Canary's target. Flagger makes `<name>-primary` like it, which scales the primary. */
export type AutoscalerRef = HorizontalPodAutoscalerRef | ScaledObjectRef;

/** A HorizontalPodAutoscaler as a Canary names it. */
export interface HorizontalPodAutoscalerRef {
  /** Kind of the autoscaler. @default 'HorizontalPodAutoscaler' */
  readonly kind?: 'HorizontalPodAutoscaler';
  /** Its name. @default - the target's `autoscalerName` */
  readonly name?: string;
  /** How many replicas the primary has, where that differs from the target. @default - as many as the target */
  readonly primaryScalerReplicas?: PrimaryScalerReplicas;
  /** Not for a HorizontalPodAutoscaler: Flagger reads them for a ScaledObject only. */
  readonly primaryScalerQueries?: never;
}

/** A ScaledObject of KEDA as a Canary names it. `ScaledObject.toAutoscalerRef` makes one that knows its triggers. */
export interface ScaledObjectRef {
  /** Kind of the autoscaler. */
  readonly kind: 'ScaledObject';
  /** Its name. */
  readonly name: string;
  /** How many replicas the primary has, where that differs from the target. @default - as many as the target */
  readonly primaryScalerReplicas?: PrimaryScalerReplicas;
  /**
   * The primary's query of each trigger, by the trigger's name. With one of them Flagger leaves all the others as they are.
   *
   * @default - the triggers' own, in which Flagger replaces the target's name by the primary's
   */
  readonly primaryScalerQueries?: Readonly<Record<string, string>>;
}

/** The bounds of the primary's replicas. */
export interface PrimaryScalerReplicas {
  /** The fewest; at least 1. @default - the target's */
  readonly minReplicas?: number;
  /** The most; at least 1. @default - the target's */
  readonly maxReplicas?: number;
}

const API_VERSIONS = { HorizontalPodAutoscaler: 'autoscaling/v2', ScaledObject: 'keda.sh/v1alpha1' };

/**
 * The autoscaler as `spec.autoscalerRef` has it; nothing where there is none.
 *
 * @param ref what the Canary says of it.
 * @param ofTarget the name of the target's own HorizontalPodAutoscaler.
 */
export function autoscalerRefSpec(ref: AutoscalerRef = {}, ofTarget?: string): object | undefined {
  const { kind = 'HorizontalPodAutoscaler', name = ofTarget, primaryScalerReplicas, primaryScalerQueries } = ref;
  if (name === undefined) return undefined;
  return {
    apiVersion: API_VERSIONS[kind],
    kind,
    name,
    ...(primaryScalerReplicas !== undefined && { primaryScalerReplicas }),
    ...(primaryScalerQueries !== undefined && { primaryScalerQueries }),
  };
}
