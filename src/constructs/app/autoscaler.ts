import type { Problem } from '../../model/problem';
import type { ReplicaRange } from '../../releases/app-release';
import { checkInteger } from '../traffic/integer';

/** How fast the number of pods changes in one direction, spelled as Kubernetes does. */
export interface ScalingRules {
  /** Seconds over which the most careful wish counts. @default - Kubernetes': 0 up, 300 down */
  readonly stabilizationWindowSeconds?: number;
  /** Which of the policies counts. @default 'Max' */
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled';
  /** Pods, or percent of them, in a time. @default - Kubernetes' */
  readonly policies?: readonly ScalingPolicy[];
}

/** How much the number of pods may change in a time. */
export interface ScalingPolicy {
  /** Whether the value is a number of pods, or percent of them. */
  readonly type: 'Pods' | 'Percent';
  /** The number or percentage. */
  readonly value: number;
  /** The time, in seconds. */
  readonly periodSeconds: number;
}

/** How fast the number of pods changes. */
export interface ScalingBehavior {
  /** When pods are added. @default - Kubernetes' */
  readonly scaleUp?: ScalingRules;
  /** When pods are removed. @default - Kubernetes' */
  readonly scaleDown?: ScalingRules;
}

/** More of an app's autoscaler. */
export interface AutoscalerOptions {
  /** Memory in percent of the request, above which pods are added. @default - memory does not count */
  readonly memoryUtilization?: number;
  /** How fast it goes. @default - Kubernetes' */
  readonly behavior?: ScalingBehavior;
  /** Labels of the object. @default - `app`, the app's name */
  readonly labels?: Readonly<Record<string, string>>;
}

/** An autoscaler over a Deployment by what its pods asked for. */
export function autoscalerSpec(
  name: string,
  replicas: ReplicaRange,
  cpuUtilization: number,
  { memoryUtilization, behavior }: AutoscalerOptions,
): Record<string, unknown> {
  const memory = memoryUtilization === undefined ? [] : [utilization('memory', memoryUtilization)];
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: replicas.min,
    maxReplicas: replicas.max,
    metrics: [utilization('cpu', cpuUtilization), ...memory],
    behavior,
  };
}

function utilization(name: string, averageUtilization: number): object {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

/** Checks what an autoscaler goes by. */
export function checkAutoscaler({ memoryUtilization, behavior = {} }: AutoscalerOptions): Problem[] {
  return [
    ...checkUtilization('autoscaler.memoryUtilization', memoryUtilization),
    ...(['scaleUp', 'scaleDown'] as const).flatMap((direction) => {
      const { stabilizationWindowSeconds = 0, policies = [] } = behavior[direction] ?? {};
      const at = `autoscaler.behavior.${direction}`;
      return [
        ...checkInteger(`${at}.stabilizationWindowSeconds`, stabilizationWindowSeconds, 0, 3600),
        ...policies.flatMap(({ value, periodSeconds }, index) => [
          ...checkInteger(`${at}.policies[${index}].value`, value, 1),
          ...checkInteger(`${at}.policies[${index}].periodSeconds`, periodSeconds, 1, 1800),
        ]),
      ];
    }),
  ];
}

/**
 * Checks a share of what pods asked for, which may be above 100.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the percentage.
 */
export function checkUtilization(prop: string, got: number | undefined): Problem[] {
  if (got === undefined || (Number.isInteger(got) && got >= 1)) return [];
  return [{ prop, must: 'be a whole percentage of at least 1', got, remedy: 'for example 80' }];
}
