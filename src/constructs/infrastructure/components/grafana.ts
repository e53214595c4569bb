import { addHelmChart } from '../helm-chart';
import type { InfrastructureComponent } from '../infrastructure-component';
import { NAMESPACES, PROMETHEUS_URL } from '../../../model/platform-namespaces';

/**
 * Grafana beside Prometheus. Dashboards are ConfigMaps of the namespace `monitoring` with the label `grafana_dashboard`;
 * nothing else is kept, so it can be thrown away. The admin's password is made on the cluster, in the Secret `grafana`.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.prometheus(), infrastructure.grafana()],
 * });
 */
export function grafana(): InfrastructureComponent {
  return {
    name: 'grafana',
    dependsOn: ['prometheus'],
    build: (folder) => {
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
    },
  };
}

function prometheusSource(): object {
  return { name: 'prometheus', type: 'prometheus', access: 'proxy', url: PROMETHEUS_URL, isDefault: true };
}
