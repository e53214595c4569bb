import { checkFlaggerDuration } from '../../model/duration';
import type { Problem } from '../../model/problem';
import { type CanaryMetric, isBuiltInMetric } from './canary-metric';

/** Checks the metrics of an analysis against what Flagger makes of them. */
export function checkMetrics(metrics: readonly CanaryMetric[]): Problem[] {
  return metrics.flatMap((metric, index) => checkMetric(`metrics[${index}]`, metric));
}

/**
 * Checks that the Canary's own Prometheus is asked at all.
 *
 * @param metricsServer its address, if there is one.
 * @param metrics the metrics, with those that stand in for built-in ones.
 */
export function checkMetricsServer(metricsServer: string | undefined, metrics: readonly CanaryMetric[]): Problem[] {
  const asked = metrics.some(({ name, query }) => isBuiltInMetric(name) || query !== undefined);
  if (metricsServer === undefined || asked) return [];
  const remedy = 'remove it: templates name their own provider, and so does nginx({ prometheus })';
  return [{ prop: 'metricsServer', must: 'be asked by a built-in metric', got: metricsServer, remedy }];
}

function checkMetric(prop: string, metric: CanaryMetric): Problem[] {
  const { name, interval, templateRef, query } = metric;
  const problems = [...checkFlaggerDuration(`${prop}.interval`, interval), ...checkBounds(prop, metric)];
  const own = templateRef !== undefined || query !== undefined;
  if (isBuiltInMetric(name) && own) {
    const must = `not be a built-in name when it has a ${query === undefined ? 'template' : 'query'}`;
    problems.push({ prop: `${prop}.name`, must, got: name, remedy: 'Flagger would run both queries: rename it' });
  }
  if (!isBuiltInMetric(name) && !own) {
    const remedy = 'give it a templateRef, or use requestSuccessRate(…) or requestDuration(…)';
    problems.push({ prop: `${prop}.name`, must: 'be a built-in name when it has no template', got: name, remedy });
  }
  if (query?.trim() === '') {
    problems.push({
      prop: `${prop}.query`,
      must: 'be a Prometheus query',
      got: query,
      remedy: 'write it, or remove it',
    });
  }
  return problems;
}

function checkBounds(prop: string, { threshold, thresholdRange }: CanaryMetric): Problem[] {
  if (threshold !== undefined) {
    if (Number.isFinite(threshold)) return [];
    return [{ prop: `${prop}.threshold`, must: 'be a number', got: threshold, remedy: 'for example 99' }];
  }
  // In JavaScript both may be missing.
  const { min, max } = (thresholdRange as { readonly min?: number; readonly max?: number } | undefined) ?? {};
  const bounds = [min, max].filter((bound) => bound !== undefined);
  const ordered = bounds.length < 2 || Number(min) <= Number(max);
  if (bounds.length > 0 && bounds.every(Number.isFinite) && ordered) return [];
  const remedy = 'without a bound the check never fails: give min, max, or both in order';
  return [{ prop: `${prop}.thresholdRange`, must: 'bound the values that pass', got: thresholdRange, remedy }];
}
