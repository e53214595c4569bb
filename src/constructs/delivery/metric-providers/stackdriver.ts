import { credentials, type ProviderFields } from './provider-field';

/** Options of {@link stackdriver}. */
export interface StackDriverOptions {
  /**
   * Secret with `project`, the id of the Google Cloud project that has the metrics, in the template's namespace; and with
   * `serviceAccountKey`, a key in JSON, where Flagger's pods have no right of their own to read them.
   */
  readonly secretName: string;
}

/** Google Cloud Monitoring, which answers a template's query. Made by {@link stackdriver}. */
export interface StackDriverProvider extends StackDriverOptions {
  /** Flagger's name of this service. */
  readonly type: 'stackdriver';
}

/**
 * Google Cloud Monitoring, once called Stackdriver, for a {@link MetricTemplate}. The query is MQL, and its first value must be
 * a double: of any other type Flagger reads 0.
 *
 * Flagger starts without the Secret too and finds the service available, but it has the project from nowhere else, and every
 * query fails.
 *
 * @example
 * new MetricTemplate(shop, 'errors', {
 *   provider: stackdriver({ secretName: 'google-cloud' }),
 *   query: `fetch k8s_container
 *     | metric 'custom.googleapis.com/errors'
 *     | filter resource.namespace_name == '{{ namespace }}' && metric.app == '{{ target }}'
 *     | group_by [], mean(val())
 *     | within {{ interval }}`,
 * });
 */
export function stackdriver(options: StackDriverOptions): StackDriverProvider {
  return { ...options, type: 'stackdriver' };
}

/** What Flagger reads of it. */
export const stackdriverFields: ProviderFields<StackDriverProvider> = {
  secretName: credentials('project, and with serviceAccountKey if need be'),
};
