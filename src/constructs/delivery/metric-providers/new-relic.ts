import { checkPrefix, credentials, optional, type ProviderFields } from './provider-field';

/** Options of {@link newRelic}. */
export interface NewRelicOptions {
  /**
   * The URL of the Insights API of your region, without a path: `https://insights-api.eu.newrelic.com`.
   *
   * @default 'https://insights-api.newrelic.com'
   */
  readonly address?: string;
  /** Secret with `newrelic_account_id` and `newrelic_query_key`, in the template's namespace. */
  readonly secretName: string;
}

/** New Relic, which answers a template's query. Made by {@link newRelic}. */
export interface NewRelicProvider extends NewRelicOptions {
  /** Flagger's name of this service. */
  readonly type: 'newrelic';
}

/**
 * New Relic, for a {@link MetricTemplate}. The query is NRQL without `SINCE`: Flagger adds one that looks back over the check's
 * interval. It must have one result, named `result`, as arithmetic has. New Relic has five seconds to answer.
 *
 * @example
 * new MetricTemplate(shop, 'errors', {
 *   provider: newRelic({ secretName: 'newrelic' }),
 *   query: "SELECT sum(errors) / sum(requests) * 100 FROM Metric WHERE app = '{{ target }}'",
 * });
 */
export function newRelic(options: NewRelicOptions): NewRelicProvider {
  return { ...options, type: 'newrelic' };
}

/** What Flagger reads of it. */
export const newRelicFields: ProviderFields<NewRelicProvider> = {
  address: optional(checkPrefix('https://insights-api.eu.newrelic.com')),
  secretName: credentials('newrelic_account_id and newrelic_query_key'),
};
