import type { Problem } from '../../model/problem';
import { asksByPods, POD_QUERY_NAME_MAX } from '../traffic/queries/canary-pods';
import type { CanaryTarget } from './canary-target';
import { type AnalysisMetric, isQueryMetric } from './query-metric';

/**
 * Checks that queries which find a canary by the names of its pods find any: Flagger takes an empty answer for a failed check.
 *
 * @param target the target.
 * @param metrics its metrics, with those that stand in for built-in ones.
 */
export function checkPodQueries({ kind, name }: CanaryTarget, metrics: readonly AnalysisMetric[]): Problem[] {
  const asked = metrics.filter(isQueryMetric).filter(({ query }) => asksByPods(query.query));
  if (kind === 'Service') {
    const remedy = 'it has no pods of its name: use another of queries, or a MetricTemplate';
    return asked.map(({ query }) => ({
      prop: 'metrics',
      must: 'not ask by pods for a Service',
      got: query.name,
      remedy,
    }));
  }
  const [first] = asked;
  if (first === undefined || kind !== 'Deployment' || name.length <= POD_QUERY_NAME_MAX) return [];
  const must = `be at most ${POD_QUERY_NAME_MAX} characters for ${first.query.name}, which asks by the names of pods`;
  const remedy = `Kubernetes would cut them, and the query finds none: shorten it by ${name.length - POD_QUERY_NAME_MAX}, or ask otherwise`;
  return [{ prop: 'target.name', must, got: name, remedy }];
}
