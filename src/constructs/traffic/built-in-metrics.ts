import type { MetricQueries } from './metric-queries';
import type { RequestQueries } from './queries/request-queries';
import type { FlaggerProvider } from './traffic-provider';

/** Queries of one source that answer for Flagger's built-in metrics. */
export function standIns(queries: RequestQueries): MetricQueries {
  return { successRate: queries.successRate(), duration: queries.latency(99) };
}

/**
 * Whether Flagger asks for Linkerd's series. On a cluster whose `--mesh-provider` is Linkerd's it does for every canary,
 * whatever that one's provider is (`runBuiltinMetricChecks` in pkg/controller/scheduler_metrics.go).
 *
 * @param meshProvider the cluster's; where nobody has said it, it is taken for Linkerd's.
 */
export function asksLinkerd(meshProvider: FlaggerProvider | undefined): boolean {
  return meshProvider?.includes('linkerd') ?? true;
}
