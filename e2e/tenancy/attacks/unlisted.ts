import { admissionPolicy } from '../admission-policy';
import { stoppedBy } from '../attack';
import { commits } from '../commit';
import { deployment, manifest, RESTRICTED_POD } from '../manifest';

/** What the policies of all workspaces refuse a team whose workspace lists its own host only. */
export const unlistedAttacks = stoppedBy(admissionPolicy, [
  commits(
    "an Ingress for another team's host",
    manifest('networking.k8s.io/v1 Ingress', 'shop/thief', {
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'media.dev.example.com',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'thief', port: { number: 80 } } } }],
            },
          },
        ],
      },
    }),
  ),
  commits(
    'a disruption budget that no node can be drained by',
    manifest('policy/v1 PodDisruptionBudget', 'shop/thief', { spec: { maxUnavailable: 0, selector: {} } }),
  ),
  commits(
    'settings that cannot be deleted',
    manifest('v1 ConfigMap', 'shop/thief', { metadata: { finalizers: ['example.com/never'] } }),
  ),
  commits(
    'an app for the nodes of the control plane',
    deployment('shop/thief', { ...RESTRICTED_POD, tolerations: [{ operator: 'Exists' }] }),
  ),
  commits(
    'an app outside the mesh',
    manifest('apps/v1 Deployment', 'shop/thief', {
      spec: {
        selector: { matchLabels: { app: 'thief' } },
        template: {
          metadata: { labels: { app: 'thief' }, annotations: { 'linkerd.io/inject': 'disabled' } },
          spec: RESTRICTED_POD,
        },
      },
    }),
  ),
]);
