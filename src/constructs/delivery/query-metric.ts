import type { Construct } from 'constructs';
import type { FlaggerDuration } from '../../model/duration';
import { PROMETHEUS_URL } from '../../model/platform-namespaces';
import { report } from '../report';
import type { MetricQuery } from '../traffic/metric-queries';
import type { CanaryMetric, ThresholdRange } from './canary-metric';
import { prometheus, type PrometheusProvider } from './metric-providers/prometheus';
import { MetricTemplate } from './metric-template';

/** What a list of metrics may hold: a check as Flagger spells it, or one by a ready query. */
export type AnalysisMetric = CanaryMetric | QueryMetric;

/** A check by a ready query. The Canary makes its MetricTemplate, `<target>-<query>`. Made by {@link metric}. */
export interface QueryMetric extends QueryMetricOptions {
  /** The query; its name is that of the check. */
  readonly query: MetricQuery;
  /** The window that the query looks back over. */
  readonly interval: FlaggerDuration;
  /** The values that pass, bounds included, in the query's unit. */
  readonly thresholdRange: ThresholdRange;
}

/** Options of {@link metric}. */
export interface QueryMetricOptions {
  /** The window that the query looks back over; it must hold at least two readings. @default '1m' */
  readonly interval?: FlaggerDuration;
  /** The Prometheus that has the series. @default - the one that the cluster's Flagger asks */
  readonly provider?: PrometheusProvider;
  /** Values for the query's `{{ variables.x }}`; the ready queries have none. @default - none */
  readonly templateVariables?: Readonly<Record<string, string>>;
}

/**
 * A check by a ready query, or by one of your own of the same shape.
 *
 * @param query one of {@link queries}.
 * @param thresholdRange the values that pass, bounds included, in the query's unit.
 * @param options window and Prometheus.
 * @example
 * metric(queries.linkerd.latency(95), { max: 300 });
 */
export function metric(
  query: MetricQuery,
  thresholdRange: ThresholdRange,
  options: QueryMetricOptions = {},
): QueryMetric {
  const { interval = '1m', ...rest } = options;
  return { ...rest, interval, query, thresholdRange };
}

/** A Canary's own place for the templates of its queries. */
interface TemplateScope extends Construct {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The metrics as Flagger spells them, with a template for each query: checks that differ in window and bounds share one.
 *
 * @param scope the Canary, below which the templates are made.
 * @param metrics the metrics asked for.
 * @param address the Prometheus of queries that name none.
 */
export function withTemplates(
  scope: TemplateScope,
  metrics: readonly AnalysisMetric[],
  address: string = PROMETHEUS_URL,
): CanaryMetric[] {
  const made = new Map<string, string>();
  return metrics.map((one, index) => {
    if (!isQueryMetric(one)) return one;
    const { query, provider = prometheus({ address }), interval, thresholdRange, templateVariables } = one;
    const name = `${scope.name}-${query.name}`;
    const wanted = JSON.stringify([query.query, provider]);
    if (!made.has(name)) {
      made.set(name, wanted);
      new MetricTemplate(scope, query.name, { name, namespace: scope.namespace, provider, query: query.query });
    } else if (made.get(name) !== wanted) {
      const must = 'have a name of its own where the query or its provider differs';
      report(scope, [{ prop: `metrics[${index}].query`, must, got: query.name, remedy: 'rename one of the queries' }]);
    }
    const variables = templateVariables !== undefined && { templateVariables };
    return { name: query.name, interval, thresholdRange, templateRef: { name }, ...variables };
  });
}

/** Whether a metric is by a ready query. */
export function isQueryMetric(metric: AnalysisMetric): metric is QueryMetric {
  return typeof metric.query === 'object';
}
