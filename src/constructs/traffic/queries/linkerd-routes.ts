import { requestQueries } from './request-queries';

/**
 * What Linkerd's proxies beside the clients count for the canary's backend of an HTTPRoute, so also what never reached it:
 * refused connections, time-outs. Only requests from meshed clients.
 */
export const linkerdRouteQueries = requestQueries({
  source: 'linkerd-route',
  requests: 'outbound_http_route_backend_response_statuses_total',
  canary: 'backend_namespace="{{ namespace }}", backend_name="{{ service }}-canary"',
  // Without an answer there is an error instead of a status.
  succeeded: 'http_status=~"[1-4]..", error=""',
  latency: 'outbound_http_route_backend_response_duration_seconds',
  unit: 'seconds',
});
