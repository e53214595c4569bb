import { address, checkSecretName, optional, type ProviderFields, unchecked } from './provider-field';

/** Options of {@link graphite}. */
export interface GraphiteOptions {
  /** The server's URL, without `/render`: `http://graphite.monitoring`. */
  readonly address: string;
  /** Secret with `username` and `password`, in the template's namespace. @default - none */
  readonly secretName?: string;
  /** Leaves the server's certificate unchecked. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** A Graphite server that answers a template's query. Made by {@link graphite}. */
export interface GraphiteProvider extends GraphiteOptions {
  /** Flagger's name of this kind of server. */
  readonly type: 'graphite';
}

/**
 * A Graphite server, for a {@link MetricTemplate}. The query is the parameters of its render API: `target=…&from=-5min`. Flagger
 * takes the last point that is not null. Graphite has five seconds to answer, and knows no `1m`: where the query has
 * `{{ interval }}`, give the check's in seconds.
 *
 * @example
 * new MetricTemplate(shop, 'errors', {
 *   provider: graphite({ address: 'http://graphite.monitoring' }),
 *   query: "target=summarize(sumSeries(apps.{{ target }}.errors), '{{ interval }}')&from=-10min",
 * }).toMetric({ interval: '60s', thresholdRange: { max: 5 } });
 */
export function graphite(options: GraphiteOptions): GraphiteProvider {
  return { ...options, type: 'graphite' };
}

/** What Flagger reads of it. */
export const graphiteFields: ProviderFields<GraphiteProvider> = {
  address: address('http://graphite.monitoring'),
  secretName: optional(checkSecretName),
  insecureSkipVerify: unchecked,
};
