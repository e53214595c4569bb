import { canaryOf } from './canary';
import { type Commit, commits } from './commit';
import { manifest } from './manifest';

const RBAC = 'rbac.authorization.k8s.io';

/** One commit for each way in which a server refuses, to be given to Flux as well. */
export const samples: readonly Commit[] = [
  commits("another team's settings", manifest('v1 ConfigMap', 'media/settings', { data: { owner: 'shop' } })),
  commits(
    'a ClusterRoleBinding to cluster-admin',
    manifest(`${RBAC}/v1 ClusterRoleBinding`, 'thief', {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'shop-deploy', namespace: 'shop' }],
    }),
  ),
  commits(
    'a lower Pod Security level of its Namespace',
    manifest('v1 Namespace', 'shop', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }),
  ),
  commits('a higher quota', manifest('v1 ResourceQuota', 'shop/workspace', { spec: { hard: { pods: '999' } } })),
  commits(
    'a port on every node',
    manifest('v1 Service', 'shop/thief', { spec: { type: 'NodePort', ports: [{ port: 80 }] } }),
  ),
  commits(
    "a name for another team's Service",
    manifest('v1 Service', 'shop/thief', { spec: { type: 'ExternalName', externalName: 'player.media.svc' } }),
  ),
  commits(
    'a Canary of another team’s metric template',
    canaryOf('shop/thief', {
      metrics: [{ name: 'theirs', interval: '1m', templateRef: { name: 'theirs', namespace: 'media' } }],
    }),
  ),
];
