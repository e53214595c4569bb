import { stoppedBy } from '../attack';
import { commits } from '../commit';
import { manifest, RESTRICTED_POD } from '../manifest';
import { sends } from '../request';
import { teamRoles } from '../rights';

const RBAC = 'rbac.authorization.k8s.io';
const EVERYTHING = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
const ACCOUNT = { kind: 'ServiceAccount', name: 'shop-deploy', namespace: 'shop' };
const bindsTo = (kind: string, name: string): object => ({
  roleRef: { apiGroup: RBAC, kind, name },
  subjects: [ACCOUNT],
});

/** What confines the team in its own namespace. */
export const ownLimitAttacks = stoppedBy(teamRoles, [
  commits('a higher quota', manifest('v1 ResourceQuota', 'shop/workspace', { spec: { hard: { pods: '999' } } })),
  commits(
    'a LimitRange with more for each container',
    manifest('v1 LimitRange', 'shop/workspace', {
      spec: { limits: [{ type: 'Container', default: { memory: '64Gi' } }] },
    }),
  ),
  commits(
    'a NetworkPolicy that opens everything',
    manifest('networking.k8s.io/v1 NetworkPolicy', 'shop/open', {
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
    }),
  ),
  commits('more in its own Role', manifest(`${RBAC}/v1 Role`, 'shop/shop-deploy', { rules: [EVERYTHING] })),
  commits(
    'a Role that lets it hand out rights it has not',
    manifest(`${RBAC}/v1 Role`, 'shop/thief', {
      rules: [{ apiGroups: [RBAC], resources: ['roles'], verbs: ['bind', 'escalate'] }],
    }),
  ),
  commits(
    'a RoleBinding to cluster-admin',
    manifest(`${RBAC}/v1 RoleBinding`, 'shop/thief', bindsTo('ClusterRole', 'cluster-admin')),
  ),
  commits('a RoleBinding to edit', manifest(`${RBAC}/v1 RoleBinding`, 'shop/thief', bindsTo('ClusterRole', 'edit'))),
  commits(
    'a RoleBinding of its own Role to everybody',
    manifest(`${RBAC}/v1 RoleBinding`, 'shop/thief', {
      ...bindsTo('Role', 'shop-deploy'),
      subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'system:authenticated' }],
    }),
  ),
  commits(
    'a Pod that chooses its node',
    manifest('v1 Pod', 'shop/thief', { spec: { ...RESTRICTED_POD, nodeName: 'n' } }),
  ),
  commits(
    'a DaemonSet',
    manifest('apps/v1 DaemonSet', 'shop/thief', {
      spec: {
        selector: { matchLabels: { app: 'thief' } },
        template: { metadata: { labels: { app: 'thief' } }, spec: RESTRICTED_POD },
      },
    }),
  ),
  commits(
    'a claim of storage',
    manifest('v1 PersistentVolumeClaim', 'shop/thief', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Ti' } } },
    }),
  ),
  commits(
    'addresses of its own choice behind a Service',
    manifest('discovery.k8s.io/v1 EndpointSlice', 'shop/thief', {
      metadata: { labels: { 'kubernetes.io/service-name': 'frontend' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.244.0.9'] }],
      ports: [{ port: 80 }],
    }),
  ),
  commits(
    'addresses of its own choice, the old way',
    manifest('v1 Endpoints', 'shop/thief', {
      subsets: [{ addresses: [{ ip: '10.244.0.9' }], ports: [{ port: 80 }] }],
    }),
  ),
  commits('a lease', manifest('coordination.k8s.io/v1 Lease', 'shop/thief', { spec: { holderIdentity: 'thief' } })),
  commits(
    'an event that never happened',
    manifest('v1 Event', 'shop/thief', {
      involvedObject: { kind: 'Pod', name: 'frontend', namespace: 'shop' },
      message: 'all is well',
    }),
  ),
  sends('lead', 'deletes the quota', { to: 'DELETE /api/v1/namespaces/shop/resourcequotas/workspace' }),
  sends('lead', 'deletes the network policy that denies', {
    to: 'DELETE /apis/networking.k8s.io/v1/namespaces/shop/networkpolicies/default-deny',
  }),
  sends('lead', 'deletes all ConfigMaps at once', { to: 'DELETE /api/v1/namespaces/shop/configmaps' }),
  sends('lead', 'deletes its Namespace', { to: 'DELETE /api/v1/namespaces/shop' }),
  sends('lead', 'lets its Namespace go, whatever is still in it', {
    to: 'PUT /api/v1/namespaces/shop/finalize',
    body: manifest('v1 Namespace', 'shop'),
  }),
]);
