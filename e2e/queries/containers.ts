import { counter, gauge, type Labels, type Series } from './series';

/** One container of a pod, and what it uses. */
export interface Container {
  readonly pod: string;
  readonly container: string;
  /** In cores. */
  readonly cpu: { readonly used: number; readonly limit?: number; readonly request?: number };
  /** Share of the periods in which it was throttled. */
  readonly throttled: number;
  /** In bytes; what it used in each of the last two minutes. */
  readonly memory: {
    readonly before: number;
    readonly now: number;
    readonly limit?: number;
    readonly request?: number;
  };
  readonly restarts: number;
  /** Whether it is not the pod's first. */
  readonly sidecar?: boolean;
}

const NAMESPACE = { namespace: 'shop' };
const PERIODS_PER_SECOND = 10;
const PERIOD = 100_000;

/**
 * cAdvisor, as the job `kubernetes-nodes-cadvisor` of the pinned Prometheus chart reads it from kubelet. Names and conditions:
 * `metrics/prometheus.go` of google/cadvisor; a limit that there is not is 0 for memory, and no series for CPU. Labels:
 * `containerPrometheusLabelsFunc` in pkg/kubelet/server/server.go of Kubernetes; the pod's own cgroup has no container.
 */
export function cadvisor({ pod, container, cpu, throttled, memory, sidecar }: Container): Series[] {
  const labels = {
    ...NAMESPACE,
    pod,
    container,
    image: 'podinfo',
    id: `/kubepods/${pod}/${container}`,
    name: container,
  };
  const whole = { ...labels, container: '', image: '', name: '', id: `/kubepods/${pod}` };
  const pause = { ...labels, container: 'POD', image: 'pause', name: 'POD', id: `/kubepods/${pod}/POD` };
  const limited = (of: Labels): Series[] => [
    { name: 'container_spec_cpu_period', labels: of, values: gauge(PERIOD) },
    { name: 'container_spec_memory_limit_bytes', labels: of, values: gauge(memory.limit ?? 0) },
    ...(cpu.limit === undefined
      ? []
      : [
          { name: 'container_spec_cpu_quota', labels: of, values: gauge(cpu.limit * PERIOD) },
          { name: 'container_cpu_cfs_periods_total', labels: of, values: counter(PERIODS_PER_SECOND) },
          {
            name: 'container_cpu_cfs_throttled_periods_total',
            labels: of,
            values: counter(PERIODS_PER_SECOND * throttled),
          },
        ]),
  ];
  const used = (of: Labels, factor: number): Series[] => [
    { name: 'container_cpu_usage_seconds_total', labels: of, values: counter(cpu.used * factor) },
    {
      name: 'container_memory_working_set_bytes',
      labels: of,
      // The last reading, the end of the minute, shows what it uses now; the ones before what it used then.
      values: gauge(memory.before * factor).with(-1, memory.now * factor),
    },
  ];
  const own = [...limited(labels), ...used(labels, 1)];
  if (sidecar === true) return own;
  return [...own, ...limited(whole), ...used(whole, 2), ...limited(pause), ...used(pause, 3)];
}

/**
 * kube-state-metrics: docs/metrics/workload/pod-metrics.md of kubernetes/kube-state-metrics. The chart's job
 * `kubernetes-service-endpoints` has `honor_labels`, so `namespace`, `pod` and `container` are those of what it tells of.
 */
export function kubeStateMetrics({ pod, container, cpu, memory, restarts }: Container): Series[] {
  const labels = { ...NAMESPACE, pod, container, uid: pod, service: 'prometheus-kube-state-metrics' };
  const requests = (resource: string, unit: string, value?: number): Series[] => {
    const name = 'kube_pod_container_resource_requests';
    return value === undefined ? [] : [{ name, labels: { ...labels, resource, unit }, values: gauge(value) }];
  };
  return [
    ...requests('cpu', 'core', cpu.request),
    ...requests('memory', 'byte', memory.request),
    { name: 'kube_pod_container_status_restarts_total', labels, values: gauge(restarts) },
  ];
}
