import { checkSecretName, optional, type ProviderFields, unchecked } from './provider-field';
import { checkUrl } from '../../traffic/address';

/** Options of {@link externalMetrics}. */
export interface ExternalMetricsOptions {
  /**
   * The URL of a server that has the API: `https://keda-operator-metrics-apiserver.keda`.
   *
   * @default - Kubernetes' own API server
   */
  readonly address?: string;
  /**
   * Secret with `token`, in the template's namespace. A Flagger that runs in the cluster sends the token of its service account
   * all the same.
   *
   * @default - Flagger's own credentials
   */
  readonly secretName?: string;
  /**
   * Leaves the server's certificate unchecked. A Flagger that runs in the cluster refuses it, for it has the certificate of the
   * cluster's authority.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** Kubernetes' External Metrics API, which answers a template's query. Made by {@link externalMetrics}. */
export interface ExternalMetricsProvider extends ExternalMetricsOptions {
  /** Flagger's name of this API. */
  readonly type: 'externalmetrics';
}

/**
 * Kubernetes' External Metrics API (`external.metrics.k8s.io`), for a {@link MetricTemplate}: what KEDA or an adapter for
 * autoscalers serves. The query is `<namespace>/<metric>?labelSelector=<selector>`, the selector URL-encoded; namespace and
 * selector can be left out, and the namespace is `default` then. Flagger takes the first item. The API has five seconds to answer.
 *
 * Flagger's service account needs the right to read the metric, and the server at an `address` is given its token.
 *
 * @example
 * new MetricTemplate(shop, 'queue-length', {
 *   provider: externalMetrics(),
 *   query: '{{ namespace }}/queue-length?labelSelector=app%3D{{ target }}',
 * });
 */
export function externalMetrics(options: ExternalMetricsOptions = {}): ExternalMetricsProvider {
  return { ...options, type: 'externalmetrics' };
}

/** What Flagger reads of it. */
export const externalMetricsFields: ProviderFields<ExternalMetricsProvider> = {
  address: optional((prop, value) => checkUrl(prop, value, 'https://keda-operator-metrics-apiserver.keda')),
  secretName: optional(checkSecretName),
  insecureSkipVerify: unchecked,
};
