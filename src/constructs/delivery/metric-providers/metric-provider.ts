import { cloudWatchFields, type CloudWatchProvider } from './cloud-watch';
import { datadogFields, type DatadogProvider } from './datadog';
import { dynatraceFields, type DynatraceProvider } from './dynatrace';
import { externalMetricsFields, type ExternalMetricsProvider } from './external-metrics';
import { graphiteFields, type GraphiteProvider } from './graphite';
import { influxdbFields, type InfluxdbProvider } from './influxdb';
import type { KeptnProvider } from './keptn';
import { newRelicFields, type NewRelicProvider } from './new-relic';
import { prometheusFields, type PrometheusProvider } from './prometheus';
import type { ProviderFields } from './provider-field';
import { splunkFields, type SplunkProvider } from './splunk';
import { stackdriverFields, type StackDriverProvider } from './stackdriver';

/**
 * What answers a MetricTemplate's query, as plain data: its `type`, and what Flagger reads for that type. There is a function
 * for each; one of your own returns an object of this shape and needs no change of this toolkit.
 *
 * @example
 * function ourDatadog(): MetricProvider {
 *   return { type: 'datadog', address: 'https://api.datadoghq.eu', secretName: 'datadog' };
 * }
 */
export type MetricProvider =
  | CloudWatchProvider
  | DatadogProvider
  | DynatraceProvider
  | ExternalMetricsProvider
  | GraphiteProvider
  | InfluxdbProvider
  | KeptnProvider
  | NewRelicProvider
  | PrometheusProvider
  | SplunkProvider
  | StackDriverProvider;

/** What Flagger can ask, spelled as in a MetricTemplate's `spec.provider.type`. */
export type MetricProviderType = MetricProvider['type'];

/** What Flagger reads for each type. */
export const PROVIDER_FIELDS: { readonly [P in MetricProvider as P['type']]: ProviderFields<P> } = {
  cloudwatch: cloudWatchFields,
  datadog: datadogFields,
  dynatrace: dynatraceFields,
  externalmetrics: externalMetricsFields,
  graphite: graphiteFields,
  influxdb: influxdbFields,
  keptn: {},
  newrelic: newRelicFields,
  prometheus: prometheusFields,
  splunk: splunkFields,
  stackdriver: stackdriverFields,
};
