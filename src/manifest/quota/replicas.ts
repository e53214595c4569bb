import { type Entries, entriesOf, numberOf } from '../plain-field';

/** KEDA's, for a ScaledObject that names none. */
const KEDA_MAX = 100;

/** The most pods that an autoscaler gives what it scales. */
export function mostReplicas(scaler: Entries): number {
  const spec = entriesOf(scaler.spec);
  return scaler.kind === 'ScaledObject' ? numberOf(spec.maxReplicaCount, KEDA_MAX) : numberOf(spec.maxReplicas, 1);
}

/** The name of what an autoscaler scales. */
export function scaledName(scaler: Entries): unknown {
  return entriesOf(entriesOf(scaler.spec).scaleTargetRef).name;
}

/** The pods that a workload may have too many while its pods are replaced. */
export function surgeOf(workload: Entries, replicas: number): number {
  const spec = entriesOf(workload.spec);
  const isDaemonSet = workload.kind === 'DaemonSet';
  const { type = 'RollingUpdate', rollingUpdate } = entriesOf(isDaemonSet ? spec.updateStrategy : spec.strategy);
  if (type !== 'RollingUpdate') return 0;
  const { maxSurge = isDaemonSet ? 0 : '25%' } = entriesOf(rollingUpdate);
  const share = /^([0-9]+)%$/.exec(String(maxSurge));
  return share === null ? numberOf(maxSurge, 0) : Math.ceil((replicas * Number(share[1])) / 100);
}

/** Whether new pods start before those that they replace are gone. */
export function overlaps(workload: Entries): boolean {
  const { type = 'RollingUpdate' } = entriesOf(entriesOf(workload.spec).strategy);
  return workload.kind === 'DaemonSet' || type === 'RollingUpdate';
}
