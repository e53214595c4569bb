import type { CanaryRouter } from './canary-router';
import { placePanels } from './dashboard-layout';
import type { DashboardLink } from './dashboard-link';
import type { Annotation, DataSource, GrafanaDashboard, GrafanaLink, QueryVariable } from './grafana-dashboard';
import { routerQueries } from './panel-query';
import { podsSection } from './pods-section';
import { rolloutSection } from './rollout-section';
import { STATUS, STATUS_BEFORE } from './rollout-series';
import { trafficSection } from './traffic-section';

/** What a dashboard of canaries depends on. */
export interface CanaryDashboardOptions {
  readonly uid: string;
  readonly router: CanaryRouter;
  readonly datasource: string;
  readonly links: readonly DashboardLink[];
}

const TITLES: Readonly<Record<CanaryRouter, string>> = { istio: 'Istio', linkerd: 'Linkerd', nginx: 'NGINX' };

/** A dashboard of the canaries that one router serves, as Grafana takes it. */
export function canaryDashboard({ uid, router, datasource, links }: CanaryDashboardOptions): GrafanaDashboard {
  const source: DataSource = { type: 'prometheus', uid: datasource };
  return {
    uid,
    title: `Canaries on ${TITLES[router]}`,
    description: 'A rollout of Flagger: the canary beside the primary.',
    tags: ['flagger', router],
    schemaVersion: 42,
    editable: false,
    graphTooltip: 1,
    refresh: '10s',
    time: { from: 'now-1h', to: 'now' },
    templating: { list: variables(source, router) },
    annotations: { list: annotations(source) },
    links: links.map(grafanaLink),
    panels: placePanels([rolloutSection(source), trafficSection(source, routerQueries[router]), podsSection(source)]),
  };
}

function variables(datasource: DataSource, router: CanaryRouter): QueryVariable[] {
  const variable = (name: string, label: string, query: string): QueryVariable => ({
    type: 'query',
    name,
    label,
    datasource,
    query,
    refresh: 2,
    sort: 1,
  });
  return [
    variable('namespace', 'Namespace', 'label_values(flagger_canary_status, namespace)'),
    variable('canary', 'Canary', 'label_values(flagger_canary_status{namespace="$namespace"}, name)'),
    // Of all Ingresses of the namespace the one whose requests go to the canary's apex Service.
    ...(router === 'nginx'
      ? [
          variable(
            'ingress',
            'Ingress',
            'label_values(nginx_ingress_controller_requests{namespace="$namespace", service="$canary"}, ingress)',
          ),
        ]
      : []),
  ];
}

function annotations(datasource: DataSource): Annotation[] {
  const annotation = (name: string, iconColor: string, expr: string): Annotation => ({
    name,
    enable: true,
    iconColor,
    datasource,
    titleFormat: name,
    target: { refId: 'Anno', expr, interval: '10s' },
  });
  return [
    // Times within a minute of each other become one.
    annotation('Analysis', 'orange', `${STATUS} == bool 0`),
    annotation('Rollback', 'red', `${STATUS} == bool 2 and ${STATUS_BEFORE} != 2`),
  ];
}

function grafanaLink({ title, url }: DashboardLink): GrafanaLink {
  return {
    type: 'link',
    title,
    url,
    icon: 'external link',
    tooltip: '',
    tags: [],
    asDropdown: false,
    targetBlank: true,
    includeVars: false,
    keepTime: false,
  };
}
