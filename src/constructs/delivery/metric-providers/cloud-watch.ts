import type { Problem } from '../../../model/problem';
import { type ProviderFields, required } from './provider-field';

/** Options of {@link cloudWatch}. */
export interface CloudWatchOptions {
  /** The AWS region that has the metrics: `eu-west-1`. */
  readonly region: string;
}

/** Amazon CloudWatch, which answers a template's query. Made by {@link cloudWatch}. */
export interface CloudWatchProvider extends CloudWatchOptions {
  /** Flagger's name of this service. */
  readonly type: 'cloudwatch';
}

/**
 * Amazon CloudWatch, for a {@link MetricTemplate}. The query is a JSON list of `MetricDataQuery`, as `GetMetricData` takes it.
 * Flagger asks for ten times the check's interval and takes the first value of the first result.
 *
 * It reads no Secret: Flagger's pods need the permission `cloudwatch:GetMetricData` of their own, as from an IAM role of
 * Flagger's service account.
 *
 * @example
 * new MetricTemplate(shop, 'errors', {
 *   provider: cloudWatch({ region: 'eu-west-1' }),
 *   query: JSON.stringify([
 *     { Id: 'errors', Expression: `SELECT SUM(Errors) FROM Shop WHERE App = '{{ target }}'`, Period: 60 },
 *   ]),
 * });
 */
export function cloudWatch(options: CloudWatchOptions): CloudWatchProvider {
  return { ...options, type: 'cloudwatch' };
}

/** What Flagger reads of it. */
export const cloudWatchFields: ProviderFields<CloudWatchProvider> = {
  region: required(checkRegion, 'for example eu-west-1'),
};

function checkRegion(prop: string, got: string): Problem[] {
  if (/^[a-z]+(-[a-z]+)+-[0-9]+$/.test(got)) return [];
  return [{ prop, must: 'be the name of an AWS region', got, remedy: 'write it like "eu-west-1"' }];
}
