import type { Problem } from '../../../model/problem';
import { checkNothingBehind, credentials, type ProviderFields, required } from './provider-field';

/** Options of {@link splunk}. */
export interface SplunkOptions {
  /** The URL of your realm's API, without a path: `https://api.us1.signalfx.com`. */
  readonly address: string;
  /** Secret with `sf_token_key`, the access token, in the template's namespace. */
  readonly secretName: string;
}

/** Splunk Observability Cloud, which answers a template's query. Made by {@link splunk}. */
export interface SplunkProvider extends SplunkOptions {
  /** Flagger's name of this service. */
  readonly type: 'splunk';
}

/**
 * Splunk Observability Cloud, for a {@link MetricTemplate}. The query is a SignalFlow program that publishes one time series;
 * Flagger refuses two. It runs over ten times the check's interval, the last value counts, and it has five seconds.
 *
 * Of the address Flagger makes the one of the stream, `wss://stream.us1.signalfx.com`, and takes that as well.
 *
 * @example
 * new MetricTemplate(shop, 'errors', {
 *   provider: splunk({ address: 'https://api.us1.signalfx.com', secretName: 'splunk' }),
 *   query: `data('errors', filter=filter('app', '{{ target }}'), rollup='sum').sum().publish()`,
 * });
 */
export function splunk(options: SplunkOptions): SplunkProvider {
  return { ...options, type: 'splunk' };
}

const EXAMPLE = 'https://api.us1.signalfx.com';

/** What Flagger reads of it. */
export const splunkFields: ProviderFields<SplunkProvider> = {
  address: required(checkAddress, `for example ${EXAMPLE}`),
  secretName: credentials('sf_token_key'),
};

function checkAddress(prop: string, got: string): Problem[] {
  if (/^(http|ws)s?:\/\/[^\s/]\S*$/.test(got)) return checkNothingBehind(prop, got);
  const remedy = `for example ${JSON.stringify(EXAMPLE)}`;
  return [{ prop, must: 'be an http://, https://, ws:// or wss:// URL', got, remedy }];
}
