import type { ClusterFacts } from '../infrastructure-component';

/** What the Pod Security level `restricted` asks of a container whose chart leaves it out. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

/**
 * Constraints that spread a workload's replicas over zones, where the platform has them, and over nodes. They are wishes:
 * with too few nodes the replicas run side by side.
 *
 * @param cluster the cluster.
 * @param matchLabels labels of the workload's pods.
 */
export function spread(cluster: ClusterFacts, matchLabels: Readonly<Record<string, string>>): object[] {
  const { zoneTopologyKey } = cluster.platform;
  const keys = [...(zoneTopologyKey === undefined ? [] : [zoneTopologyKey]), 'kubernetes.io/hostname'];
  return keys.map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  }));
}
