import type { DashboardSection } from './dashboard-layout';
import type { DataSource } from './grafana-dashboard';
import { bothVersions, timeSeries } from './panels';
import { type Version, WORKLOADS } from './version';

/** What the pods of both versions use, as kubelets tell. Per pod, since the versions seldom have equally many. */
export function podsSection(datasource: DataSource): DashboardSection {
  return {
    title: 'Pods',
    lines: [
      {
        height: 8,
        panels: [
          timeSeries(
            {
              title: 'CPU per pod',
              description: "Mean CPU time of a pod's containers, in cores; without the mesh's proxy.",
            },
            datasource,
            bothVersions((version) =>
              perPod(`rate(container_cpu_usage_seconds_total${appContainers(version)}[$__rate_interval])`),
            ),
            { unit: 'short', min: 0 },
          ),
          timeSeries(
            {
              title: 'Memory per pod',
              description: "Mean working set of a pod's containers; without the mesh's proxy.",
            },
            datasource,
            bothVersions((version) => perPod(`container_memory_working_set_bytes${appContainers(version)}`)),
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

// Kubernetes makes the ends of pods' names of letters without vowels, so that no `-primary` is taken for one: `-<hash>-<pod>`
// for those of a Deployment, `-<pod>` for those of a DaemonSet.
const POD = '(-[b-df-hj-np-tv-z0-9]{1,10})?-[b-df-hj-np-tv-z0-9]{5}';

// Series without a container are those of the whole pod.
const NOT_THE_APP = '|POD|linkerd-proxy|istio-proxy';

function appContainers(version: Version): string {
  return `{namespace="$namespace", pod=~"${WORKLOADS[version]}${POD}", container!~"${NOT_THE_APP}"}`;
}
