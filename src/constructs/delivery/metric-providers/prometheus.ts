import { checkHeaders } from './headers';
import { address, checkSecretName, optional, type ProviderFields, unchecked } from './provider-field';

/** Options of {@link prometheus}. */
export interface PrometheusOptions {
  /** The server's URL: `http://prometheus.monitoring:9090`. */
  readonly address: string;
  /** Secret with `token`, or else `username` and `password`, in the template's namespace. @default - none */
  readonly secretName?: string;
  /**
   * HTTP headers to send with each query: `{ 'X-Scope-OrgID': ['shop'] }`. Not beside a Secret with a `token`: Flagger would
   * send one more copy of it with each query.
   *
   * @default - none
   */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Leaves the server's certificate unchecked. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** A Prometheus server that answers a template's query. Made by {@link prometheus}. */
export interface PrometheusProvider extends PrometheusOptions {
  /** Flagger's name of this kind of server. */
  readonly type: 'prometheus';
}

/**
 * A Prometheus server, for a {@link MetricTemplate}, or one that answers as it does: Thanos, Mimir, VictoriaMetrics. The query
 * is PromQL. It has five seconds to answer.
 *
 * @example
 * prometheus({ address: 'http://prometheus.monitoring:9090' });
 */
export function prometheus(options: PrometheusOptions): PrometheusProvider {
  return { ...options, type: 'prometheus' };
}

/** What Flagger reads of it. */
export const prometheusFields: ProviderFields<PrometheusProvider> = {
  address: address('http://prometheus.monitoring:9090'),
  secretName: optional(checkSecretName),
  headers: optional(checkHeaders),
  insecureSkipVerify: unchecked,
};
