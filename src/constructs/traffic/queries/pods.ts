import type { MetricQuery } from '../metric-queries';
import { CANARY_PODS } from './canary-pods';

// cAdvisor also has series of whole pods, without a container, and with some runtimes of their pause container.
const CONTAINERS = `${CANARY_PODS}, container!="", container!="POD"`;

const each = (aggregate: 'sum' | 'max', series: string) => `${aggregate} by (pod, container) (${series})`;
const rate = (name: string) => each('sum', `rate(${name}{${CONTAINERS}}[{{ interval }}])`);
const peak = (name: string) => each('max', `max_over_time(${name}{${CONTAINERS}}[{{ interval }}])`);
const requested = (resource: string) =>
  each('max', `kube_pod_container_resource_requests{${CANARY_PODS}, resource="${resource}"}`);

const CPU = rate('container_cpu_usage_seconds_total');
const spec = (name: string) => each('max', `container_spec_${name}{${CONTAINERS}}`);
const CPU_LIMIT = `(${spec('cpu_quota')} / ${spec('cpu_period')})`;
const MEMORY = peak('container_memory_working_set_bytes');
// Without a limit it is 0, of which everything would be infinitely much.
const MEMORY_LIMIT = each('max', `container_spec_memory_limit_bytes{${CONTAINERS}} > 0`);

/** How much of what they may use the fullest container of the canary's pods uses, sidecars included. */
export interface PodQueries {
  /** CPU, in percent of the limit. No value without a CPU limit. */
  cpuOfLimit(): MetricQuery;
  /** CPU, in percent of the request. Needs kube-state-metrics; no value without a CPU request. */
  cpuOfRequest(): MetricQuery;
  /** Periods in which it wanted more CPU than its limit gave, in percent. No value without a CPU limit. */
  cpuThrottling(): MetricQuery;
  /** Most memory in the window, in percent of the limit, at which it would be killed. No value without a memory limit. */
  memoryOfLimit(): MetricQuery;
  /** Most memory in the window, in percent of the request. Needs kube-state-metrics; no value without a memory request. */
  memoryOfRequest(): MetricQuery;
  /** Restarts of the containers of all the canary's pods since these were made, in all. Needs kube-state-metrics. */
  restarts(): MetricQuery;
}

/** What cAdvisor and kube-state-metrics know of the canary's pods. */
export const podQueries: PodQueries = {
  cpuOfLimit: () => fullest('cpu-of-limit', CPU, CPU_LIMIT),
  cpuOfRequest: () => fullest('cpu-of-request', CPU, requested('cpu')),
  cpuThrottling: () =>
    fullest(
      'cpu-throttling',
      rate('container_cpu_cfs_throttled_periods_total'),
      rate('container_cpu_cfs_periods_total'),
    ),
  memoryOfLimit: () => fullest('memory-of-limit', MEMORY, MEMORY_LIMIT),
  memoryOfRequest: () => fullest('memory-of-request', MEMORY, requested('memory')),
  restarts: () => ({
    name: 'pod-restarts',
    query: `sum(max_over_time(kube_pod_container_status_restarts_total{${CANARY_PODS}}[{{ interval }}]))\n`,
  }),
};

function fullest(name: string, used: string, available: string): MetricQuery {
  return { name: `pod-${name}`, query: `max(\n  ${used}\n  /\n  ${available}\n) * 100\n` };
}
