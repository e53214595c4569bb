import { requestQueries } from './request-queries';

/** What ingress-nginx counts. It names the canary's backend in a label of its own, under the app's Ingress. */
export const nginxQueries = requestQueries({
  source: 'nginx',
  requests: 'nginx_ingress_controller_requests',
  canary: 'namespace="{{ namespace }}", ingress="{{ ingress }}", canary!=""',
  succeeded: 'status!~"5.*"',
  latency: 'nginx_ingress_controller_request_duration_seconds',
  unit: 'seconds',
});
