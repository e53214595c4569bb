import { counter, gauge, type Series } from './series';

/** What Flagger exports for one Canary. */
export interface FlaggerMetrics {
  readonly namespace: string;
  /** Name of the Canary's target. */
  readonly target: string;
  /** The canary's share of 100. */
  readonly weight: number;
  /** 0 Progressing, 2 Failed, 1 any other phase; at each reading. */
  readonly status: readonly number[];
  /** Seconds that a check takes; there is one every ten seconds. */
  readonly check: number;
  /** What it measured last, by metric. */
  readonly measured: Readonly<Record<string, number>>;
}

/**
 * Flagger, by the chart's annotations and Prometheus' job `kubernetes-pods`: names and labels are those of
 * pkg/metrics/recorder.go; `namespace` is the Canary's, since the job has `honor_labels`, and `pod` is Flagger's.
 */
export function flagger({ namespace, target, weight, status, check, measured }: FlaggerMetrics): Series[] {
  const own = { namespace, pod: 'flagger-7c9b8d6f5-q2w4z', app_kubernetes_io_name: 'flagger' };
  const named = { ...own, name: target };
  const weighed = (workload: string, value: number): Series => ({
    name: 'flagger_canary_weight',
    labels: { ...own, workload },
    values: gauge(value),
  });
  return [
    { name: 'flagger_canary_status', labels: named, values: status },
    weighed(target, weight),
    weighed(`${target}-primary`, 100 - weight),
    { name: 'flagger_canary_duration_seconds_sum', labels: named, values: counter(check / 10) },
    { name: 'flagger_canary_duration_seconds_count', labels: named, values: counter(1 / 10) },
    ...Object.entries(measured).map(([metric, value]) => ({
      name: 'flagger_canary_metric_analysis',
      labels: { ...named, metric },
      values: gauge(value),
    })),
  ];
}
