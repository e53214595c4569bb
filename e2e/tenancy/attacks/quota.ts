import { stoppedBy } from '../attack';
import { commits } from '../commit';
import { containerWith, manifest, RESTRICTED_POD } from '../manifest';
import { quota } from '../quota-control';
import { runs } from '../workload';

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
]);
