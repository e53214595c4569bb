import { checkPrefix, credentials, type ProviderFields, required } from './provider-field';

/** Options of {@link dynatrace}. */
export interface DynatraceOptions {
  /** The URL of your environment, without the path of the API: `https://abc12345.live.dynatrace.com`. */
  readonly address: string;
  /** Secret with `dynatrace_token`, which may read metrics, in the template's namespace. */
  readonly secretName: string;
}

/** Dynatrace, which answers a template's query. Made by {@link dynatrace}. */
export interface DynatraceProvider extends DynatraceOptions {
  /** Flagger's name of this service. */
  readonly type: 'dynatrace';
}

/**
 * Dynatrace, for a {@link MetricTemplate}. The query is a metric selector. Flagger asks for one value over ten times the check's
 * interval, and takes that of the last series. Dynatrace has five seconds to answer.
 *
 * @example
 * new MetricTemplate(shop, 'errors', {
 *   provider: dynatrace({ address: 'https://abc12345.live.dynatrace.com', secretName: 'dynatrace' }),
 *   query: 'builtin:service.errors.total.rate:filter(eq("dt.entity.service","{{ variables.service }}")):avg',
 * });
 */
export function dynatrace(options: DynatraceOptions): DynatraceProvider {
  return { ...options, type: 'dynatrace' };
}

const EXAMPLE = 'https://abc12345.live.dynatrace.com';

/** What Flagger reads of it. */
export const dynatraceFields: ProviderFields<DynatraceProvider> = {
  address: required(checkPrefix(EXAMPLE), `for example ${EXAMPLE}`),
  secretName: credentials('dynatrace_token'),
};
