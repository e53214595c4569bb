import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import type { MetricQueries, MetricQuery } from '../traffic/metric-queries';
import type { TrafficProvider } from '../traffic/traffic-provider';
import { type BuiltInMetric, type CanaryMetric, isBuiltInMetric, type ThresholdRange } from './canary-metric';
import type { CanaryTarget } from './canary-target';
import { prometheus } from './metric-providers/prometheus';
import { MetricTemplate } from './metric-template';
import { KNATIVE } from './target-reference';

/** Providers whose built-in queries find a target by a pod or Deployment name that a DaemonSet's pods do not have. */
const BLIND_TO_DAEMON_SETS: readonly string[] = ['linkerd', 'osm', 'kubernetes', 'appmesh', 'gatewayapi'];

/** A Canary's own place for the templates that stand in. */
interface StandInScope extends Construct {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The metrics of a canary, with the built-in ones replaced by templates where the provider says that Flagger's own
 * queries would measure something else. The replaced metric gets the query's name: under a built-in name Flagger would
 * run both.
 *
 * @param scope the Canary, below which the templates are made.
 * @param provider the Canary's provider.
 * @param metrics the metrics asked for.
 */
export function standInMetrics(
  scope: StandInScope,
  provider: TrafficProvider,
  metrics: readonly CanaryMetric[],
): readonly CanaryMetric[] {
  const queries = provider.metrics;
  if (queries === undefined) return metrics;
  return metrics.map((metric) => {
    const { name, interval, templateRef, templateVariables, query: own } = metric;
    if (!isBuiltInMetric(name) || templateRef !== undefined || own !== undefined) return metric;
    const query = queryFor(name, queries);
    const template = { name: templateFor(scope, query, queries.prometheus) };
    const variables = templateVariables !== undefined && { templateVariables };
    return { name: query.name, interval, thresholdRange: rangeOf(metric), templateRef: template, ...variables };
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
      remedy: 'use a MetricTemplate',
    }));
}

/**
 * A Service has no pods of its own by whose names the queries ask, and Flagger asks most of them as if it were on Istio.
 * Knative's are asked by the revision.
 */
function isBlind({ kind, apiVersion }: CanaryTarget, { provider }: TrafficProvider): boolean {
  if (kind === 'Service') return apiVersion !== KNATIVE;
  return kind === 'DaemonSet' && BLIND_TO_DAEMON_SETS.includes(provider.split(':')[0] ?? '');
}

function queryFor(name: BuiltInMetric, queries: MetricQueries): MetricQuery {
  return name === 'request-success-rate' ? queries.successRate : queries.duration;
}

/** The range that one bound of a built-in metric stands for: under another name Flagger would take it for the greatest. */
function rangeOf({ name, threshold, thresholdRange }: CanaryMetric): ThresholdRange {
  if (thresholdRange !== undefined) return thresholdRange;
  return name === 'request-success-rate' ? { min: threshold } : { max: threshold };
}

function templateFor(scope: StandInScope, query: MetricQuery, address: string): string {
  const name = `${scope.name}-${query.name}`;
  if (scope.node.tryFindChild(query.name) === undefined) {
    const { namespace } = scope;
    new MetricTemplate(scope, query.name, { name, namespace, provider: prometheus({ address }), query: query.query });
  }
  return name;
}
