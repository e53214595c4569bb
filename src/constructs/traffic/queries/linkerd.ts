import { CANARY_PODS } from './canary-pods';
import { requestQueries } from './request-queries';

/**
 * What Linkerd's proxy beside the canary counts, in the series that the scrape job `linkerd-proxy` of
 * `infrastructure.prometheus()` labels. Without kubelet's probes, which the proxy counts as a route of this name; Flagger's
 * built-in queries take them for traffic.
 */
export const linkerdQueries = requestQueries({
  source: 'linkerd',
  requests: 'response_total',
  canary: `${CANARY_PODS}, direction="inbound", route_name!="probe"`,
  succeeded: 'classification!="failure"',
  latency: 'response_latency_ms',
  unit: 'milliseconds',
});
