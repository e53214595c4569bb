import type { Problem } from '../../model/problem';
import type { ReplicaRange } from '../../releases/app-release';
import { checkInteger } from '../traffic/integer';

/** A number of replicas as bounds: a fixed number is a range of one. */
function replicaRange(replicas: number | ReplicaRange): ReplicaRange {
  return typeof replicas === 'number' ? { min: replicas, max: replicas } : replicas;
}

/** Checks the bounds of an autoscaler. */
function checkReplicas(prop: string, { min, max }: ReplicaRange): Problem[] {
  const problems = [...checkInteger(`${prop}.min`, min, 1), ...checkInteger(`${prop}.max`, max, 1)];
  if (problems.length > 0 || min <= max) return problems;
  return [{ prop: `${prop}.max`, must: `be at least min ${min}`, got: max, remedy: 'raise it, or lower min' }];
}

/** The number of an app's pods: bounds of its autoscaler, a fixed number, or nothing, where something else sets it. */
export interface AppReplicas {
  /** Bounds of the autoscaler. */
  readonly range?: ReplicaRange;
  /** A number that nothing else sets, so that the Deployment has it. */
  readonly fixed?: number;
}

/** The number of an app's pods by what it says of it, with an autoscaler or without. */
export function appReplicas(replicas: number | ReplicaRange | undefined, autoscaled: boolean): AppReplicas {
  if (autoscaled) return { range: replicaRange(replicas ?? { min: 2, max: 4 }) };
  return typeof replicas === 'object' ? {} : { fixed: replicas };
}

/**
 * Checks the number of an app's pods.
 *
 * @param prop where it is said, for the message.
 * @param replicas what is said of it.
 * @param autoscaled whether the app has an autoscaler.
 */
export function checkAppReplicas(
  prop: string,
  replicas: number | ReplicaRange | undefined,
  autoscaled: boolean,
): Problem[] {
  if (replicas === undefined) return [];
  if (autoscaled) return checkReplicas(prop, replicaRange(replicas));
  if (typeof replicas === 'number') return checkInteger(prop, replicas, 0);
  const remedy = 'only an autoscaler has bounds: give a number, or let it have one';
  return [{ prop, must: 'be a number without an autoscaler', got: replicas, remedy }];
}
