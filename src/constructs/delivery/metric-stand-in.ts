import type { Problem } from '../../model/problem';
import type { FlaggerProvider, TrafficProvider, TrafficTarget } from '../traffic/traffic-provider';
import { type CanaryMetric, isBuiltInMetric, type ThresholdRange } from './canary-metric';
import type { CanaryTarget } from './canary-target';
import { prometheus } from './metric-providers/prometheus';
import { type AnalysisMetric, metric as queryMetric } from './query-metric';
import { KNATIVE } from './target-reference';

/** Providers whose built-in queries find a target by a pod or Deployment name that a DaemonSet's pods do not have. */
const BLIND_TO_DAEMON_SETS: readonly string[] = ['linkerd', 'osm', 'kubernetes', 'appmesh', 'gatewayapi'];

/** Where the metrics of a canary are asked. */
interface MetricsContext {
  readonly target: CanaryTarget;
  /** What the provider may know of the target. */
  readonly traffic: TrafficTarget;
  readonly provider: TrafficProvider;
  /** The `--mesh-provider` of the cluster's Flagger, where it is known. */
  readonly meshProvider: FlaggerProvider | undefined;
}

/**
 * The metrics of a canary, with the built-in ones replaced by ready queries where Flagger's own would measure something else
 * or find nothing. The replaced metric gets the query's name: under a built-in name Flagger would run both.
 */
export function standInMetrics(metrics: readonly AnalysisMetric[], context: MetricsContext): AnalysisMetric[] {
  const { metrics: asked } = context.provider;
  // What stands in asks by the names of pods, too, and a Service has none.
  if (asked === undefined || isService(context.target) || measuresTheSame(context)) return [...metrics];
  const queries = typeof asked === 'function' ? asked(context.traffic) : asked;
  return metrics.map((metric) => {
    if (!isBuiltIn(metric)) return metric;
    const { name, interval, templateVariables } = metric;
    const query = name === 'request-success-rate' ? queries.successRate : queries.duration;
    return queryMetric(query, rangeOf(metric), {
      interval,
      ...(queries.prometheus !== undefined && { provider: prometheus({ address: queries.prometheus }) }),
      ...(templateVariables !== undefined && { templateVariables }),
    });
  });
}

/** What is wrong with built-in metrics on a target whose pods their queries would not find. */
export function builtInProblems(
  target: CanaryTarget,
  provider: TrafficProvider,
  metrics: readonly CanaryMetric[],
): Problem[] {
  if (!isBlind(target, provider)) return [];
  return metrics
    .filter((metric) => isBuiltInMetric(metric.name))
    .map((metric) => ({
      prop: 'metrics',
      must: `not be built in for a ${target.kind} on ${provider.provider}, where Flagger finds no values of the canary`,
      got: metric.name,
      remedy: 'use one of queries, or a MetricTemplate',
    }));
}

function measuresTheSame({ target, provider, meshProvider }: MetricsContext): boolean {
  return provider.builtInMetrics?.(meshProvider) === true && !isBlind(target, provider);
}

/**
 * A Service has no pods of its own by whose names the queries ask, and Flagger asks most of them as if it were on Istio.
 * Knative's are asked by the revision.
 */
function isService({ kind, apiVersion }: CanaryTarget): boolean {
  return kind === 'Service' && apiVersion !== KNATIVE;
}

function isBlind(target: CanaryTarget, { provider }: TrafficProvider): boolean {
  if (isService(target)) return true;
  return target.kind === 'DaemonSet' && BLIND_TO_DAEMON_SETS.includes(provider.split(':')[0] ?? '');
}

function isBuiltIn(metric: AnalysisMetric): metric is CanaryMetric {
  return (
    'name' in metric && isBuiltInMetric(metric.name) && metric.templateRef === undefined && metric.query === undefined
  );
}

/** The range that one bound of a built-in metric stands for: under another name Flagger would take it for the greatest. */
function rangeOf({ name, threshold, thresholdRange }: CanaryMetric): ThresholdRange {
  if (thresholdRange !== undefined) return thresholdRange;
  return name === 'request-success-rate' ? { min: threshold } : { max: threshold };
}
