import { CANARY_PODS } from '../traffic/queries/canary-pods';
import type { DashboardSection } from './dashboard-layout';
import type { DataSource } from './grafana-dashboard';
import { panelQuery } from './panel-query';
import { bothVersions, timeSeries } from './panels';

// Series without a container are those of the whole pod; some runtimes have a pause container.
const APP = `{${CANARY_PODS}, container!~"|POD|linkerd-proxy|istio-proxy"}`;

const CPU = perPod(`rate(container_cpu_usage_seconds_total${APP}[{{ interval }}])`);
const MEMORY = perPod(`container_memory_working_set_bytes${APP}`);

/** What the pods of both versions use, as kubelets tell. Per pod, since the versions seldom have equally many. */
export function podsSection(datasource: DataSource): DashboardSection {
  return {
    title: 'Pods',
    lines: [
      {
        height: 8,
        panels: [
          timeSeries(
            { title: 'CPU per pod', description: 'Mean of the pods, in cores; without the mesh’s proxy.' },
            datasource,
            bothVersions((version) => panelQuery(CPU, version)),
            { unit: 'short', min: 0 },
          ),
          timeSeries(
            { title: 'Memory per pod', description: 'Mean working set of the pods; without the mesh’s proxy.' },
            datasource,
            bothVersions((version) => panelQuery(MEMORY, version)),
            { unit: 'bytes', min: 0 },
          ),
        ],
      },
    ],
  };
}

function perPod(series: string): string {
  return `avg(sum by (pod) (${series}))`;
}
