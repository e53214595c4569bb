import { CanaryDashboard } from '../../observability/canary-dashboard';
import type { CanaryRouter } from '../../observability/canary-router';
import { addHelmChart } from '../helm-chart';
import type { ClusterFacts, InfrastructureComponent } from '../infrastructure-component';
import { GRAFANA_DATASOURCE, NAMESPACES, PROMETHEUS_URL } from '../../../model/platform-namespaces';

/** What may differ between installations of Grafana. */
export interface GrafanaOptions {
  /**
   * The routers whose canaries get a dashboard.
   *
   * @default - those that the cluster has as components, Linkerd, Istio and ingress-nginx; none without Flagger
   */
  readonly canaries?: readonly CanaryRouter[];
}

/**
 * Grafana beside Prometheus, with a {@link CanaryDashboard} for each router. Dashboards are ConfigMaps of the namespace
 * `monitoring` with the label `grafana_dashboard`; nothing else is kept, so it can be thrown away. The admin's password is
 * made on the cluster, in the Secret `grafana`.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.prometheus(), infrastructure.grafana()],
 * });
 */
export function grafana(options: GrafanaOptions = {}): InfrastructureComponent {
  return {
    name: 'grafana',
    dependsOn: ['prometheus'],
    build: (folder, cluster) => {
      addHelmChart(folder, {
        chart: 'grafana',
        targetNamespace: NAMESPACES.monitoring,
        values: {
          // Runs as root, and there is no volume whose owner it could change.
          initChownData: { enabled: false },
          testFramework: { enabled: false },
          persistence: { enabled: false },
          datasources: { 'datasources.yaml': { apiVersion: 1, datasources: [prometheusSource()] } },
          // Reads no Secrets, and no ConfigMaps of teams.
          sidecar: { dashboards: { enabled: true, resource: 'configmap', searchNamespace: NAMESPACES.monitoring } },
          'grafana.ini': {
            analytics: { check_for_updates: false, reporting_enabled: false },
            // Linkerd's dashboard links to it below this path.
            server: { root_url: '%(protocol)s://%(domain)s/grafana/', serve_from_sub_path: true },
          },
          rbac: { namespaced: true },
        },
      });
      for (const router of new Set(options.canaries ?? routersOf(cluster))) {
        new CanaryDashboard(folder, `canaries-${router}`, { router });
      }
    },
  };
}

function routersOf({ components }: ClusterFacts): CanaryRouter[] {
  if (!components.has('flagger')) return [];
  return [
    ...(components.has('linkerd-control-plane') ? (['linkerd'] as const) : []),
    ...(components.has('istiod') ? (['istio'] as const) : []),
    ...(components.has('ingress-nginx') ? (['nginx'] as const) : []),
  ];
}

function prometheusSource(): object {
  const names = { name: 'prometheus', uid: GRAFANA_DATASOURCE };
  return { ...names, type: 'prometheus', access: 'proxy', url: PROMETHEUS_URL, isDefault: true };
}
