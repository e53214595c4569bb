import { address, checkSecretName, optional, type ProviderFields } from './provider-field';

/** Options of {@link influxdb}. */
export interface InfluxdbOptions {
  /** The server's URL: `http://influxdb.monitoring:8086`. */
  readonly address: string;
  /** Secret with `token` and `org`, in the template's namespace. @default - none, for a server that asks for neither */
  readonly secretName?: string;
}

/** An InfluxDB server that answers a template's query. Made by {@link influxdb}. */
export interface InfluxdbProvider extends InfluxdbOptions {
  /** Flagger's name of this kind of server. */
  readonly type: 'influxdb';
}

/**
 * An InfluxDB server, for a {@link MetricTemplate}. The query is Flux's, the language's, and its first value must be a float:
 * Flagger refuses an integer. Where the query finds nothing Flagger takes 0, so that a check with only a `max` passes on no data
 * at all. InfluxDB has 15 seconds to answer.
 *
 * @example
 * new MetricTemplate(shop, 'errors', {
 *   provider: influxdb({ address: 'http://influxdb.monitoring:8086', secretName: 'influxdb' }),
 *   query: `from(bucket: "apps") |> range(start: -{{ interval }})
 *     |> filter(fn: (r) => r.app == "{{ target }}" and r._field == "errors") |> mean()`,
 * });
 */
export function influxdb(options: InfluxdbOptions): InfluxdbProvider {
  return { ...options, type: 'influxdb' };
}

/** What Flagger reads of it. */
export const influxdbFields: ProviderFields<InfluxdbProvider> = {
  address: address('http://influxdb.monitoring:8086'),
  secretName: optional(checkSecretName),
};
