import { istioQueries } from '../traffic/queries/istio';
import { linkerdQueries } from '../traffic/queries/linkerd';
import { nginxQueries } from '../traffic/queries/nginx';
import type { RequestQueries } from '../traffic/queries/request-queries';
import type { CanaryRouter } from './canary-router';
import { type Version, WORKLOADS } from './version';

/** The queries that canaries of each router are judged by: a dashboard shows what they saw. */
export const routerQueries: Readonly<Record<CanaryRouter, RequestQueries>> = {
  istio: istioQueries,
  linkerd: linkerdQueries,
  nginx: nginxQueries,
};

/** A query of Flagger's as one of Grafana's: its placeholders become the dashboard's variables. */
export function panelQuery(query: string, version: Version): string {
  const variables: Readonly<Record<string, string>> = {
    namespace: '$namespace',
    target: WORKLOADS[version],
    ingress: '$ingress',
    interval: '$__rate_interval',
  };
  const asked = query
    .replaceAll(/\{\{ (\w+) \}\}/g, (placeholder, name: string) => variables[name] ?? placeholder)
    .replaceAll(/\s+/g, ' ')
    .trim();
  // NGINX counts both versions under one Ingress, and names the backend if it was the canary's.
  return version === 'primary' ? asked.replaceAll('canary!=""', 'canary=""') : asked;
}
