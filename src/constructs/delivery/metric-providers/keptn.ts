/** Keptn's objects in the cluster, which answer a template's query. Made by {@link keptn}. */
export interface KeptnProvider {
  /** Flagger's name of this service. */
  readonly type: 'keptn';
}

/**
 * Keptn, for a {@link MetricTemplate}. The query names an object of the cluster: `keptnmetric/<namespace>/<name>` is the value of
 * a KeptnMetric; `analysis/<namespace>/<AnalysisDefinition>/<duration>/<key>=<value>;…` runs an Analysis, which has ten seconds,
 * and is 1 if it passes and 0 if not. Its duration is `1m` unless given. Flagger turns all of the query to lower case.
 *
 * There is nothing to set: Flagger asks with its own service account, which needs the rights to read `keptnmetrics`, and to
 * create, read and delete `analyses`, of `metrics.keptn.sh`.
 *
 * @example
 * new MetricTemplate(shop, 'errors', { provider: keptn(), query: 'keptnmetric/{{ namespace }}/{{ target }}-errors' });
 */
export function keptn(): KeptnProvider {
  return { type: 'keptn' };
}
