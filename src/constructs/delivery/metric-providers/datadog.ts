import { checkPrefix, credentials, optional, type ProviderFields } from './provider-field';

/** Options of {@link datadog}. */
export interface DatadogOptions {
  /** The URL of your site's API, without a path: `https://api.datadoghq.eu`. @default 'https://api.datadoghq.com' */
  readonly address?: string;
  /** Secret with `datadog_api_key` and `datadog_application_key`, in the template's namespace. */
  readonly secretName: string;
}

/** Datadog, which answers a template's query. Made by {@link datadog}. */
export interface DatadogProvider extends DatadogOptions {
  /** Flagger's name of this service. */
  readonly type: 'datadog';
}

/**
 * Datadog, for a {@link MetricTemplate}. The query is one of Datadog's metric queries. Flagger asks for ten times the check's
 * interval and takes the first series' oldest point, so that it judges what was true that long ago. Datadog has five seconds to
 * answer.
 *
 * @example
 * new MetricTemplate(shop, 'errors', {
 *   provider: datadog({ address: 'https://api.datadoghq.eu', secretName: 'datadog' }),
 *   query: 'sum:app.errors{service:{{ target }},kube_namespace:{{ namespace }}}.as_count()',
 * });
 */
export function datadog(options: DatadogOptions): DatadogProvider {
  return { ...options, type: 'datadog' };
}

/** What Flagger reads of it. */
export const datadogFields: ProviderFields<DatadogProvider> = {
  address: optional(checkPrefix('https://api.datadoghq.eu')),
  secretName: credentials('datadog_api_key and datadog_application_key'),
};
