import type { Problem } from '../../model/problem';
import type { ReplicaRange } from '../../releases/app-release';
import { checkInteger } from '../traffic/integer';

/** A number of replicas as bounds: a fixed number is a range of one. */
export function replicaRange(replicas: number | ReplicaRange): ReplicaRange {
  return typeof replicas === 'number' ? { min: replicas, max: replicas } : replicas;
}

/** Checks the bounds of an autoscaler. */
export function checkReplicas(prop: string, { min, max }: ReplicaRange): Problem[] {
  const problems = [...checkInteger(`${prop}.min`, min, 1), ...checkInteger(`${prop}.max`, max, 1)];
  if (problems.length > 0 || min <= max) return problems;
  return [{ prop: `${prop}.max`, must: `be at least min ${min}`, got: max, remedy: 'raise it, or lower min' }];
}
