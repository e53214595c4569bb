import type { MetricProvider } from 'cdk8s-progressive-delivery';

/**
 * Datadog's European site, for a MetricTemplate.
 *
 * @param secretName Secret with `datadog_api_key` and `datadog_application_key`, which an admin makes by hand.
 */
export function datadog(secretName: string): MetricProvider {
  return { type: 'datadog', address: 'https://api.datadoghq.eu', secretName };
}
