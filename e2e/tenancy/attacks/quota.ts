import { type Attempt, stoppedBy } from '../attack';
import { applyAll, commits, removeAll } from '../commit';
import { containerWith, manifest, RESTRICTED_POD } from '../manifest';
import { quota } from '../quota-control';
import { runs } from '../workload';

const MANY = Array.from({ length: 50 }, (_none, index) => manifest('v1 ConfigMap', `shop/flood-${index}`));

/** Some still fit into the quota, and a trial does not count: so they are applied one after the other, and removed again. */
const withoutEnd: Attempt = {
  what: 'commits ConfigMaps without end',
  attempt: async (world) => {
    try {
      for (const object of MANY) {
        const refusal = await applyAll(world.members.account, [object], false);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    } finally {
      await removeAll(world, MANY);
    }
  },
};

/** More than the team's share. */
export const quotaAttacks = stoppedBy(quota, [
  runs('more pods than its quota has room for', RESTRICTED_POD, 30),
  runs(
    'a container with all the memory',
    containerWith({ resources: { requests: { memory: '500Gi' }, limits: { memory: '500Gi' } } }),
  ),
  runs('a container with all the processors', containerWith({ resources: { requests: { cpu: '64' } } })),
  runs('a pod that pushes others off their nodes', { ...RESTRICTED_POD, priorityClassName: 'system-cluster-critical' }),
  commits(
    'a load balancer',
    manifest('v1 Service', 'shop/thief', { spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } }),
  ),
  commits(
    'a port on every node',
    manifest('v1 Service', 'shop/thief', { spec: { type: 'NodePort', ports: [{ port: 80 }] } }),
  ),
  withoutEnd,
]);
