import { stoppedBy } from '../attack';
import { commits } from '../commit';
import { manifest } from '../manifest';
import { REACHES_POD, sends } from '../request';
import { teamRoles } from '../rights';

const EVICTION = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'player', namespace: 'media' } };

/** Reaching into namespaces of others: another team's, the platform's, Kubernetes' own. */
export const neighbourAttacks = stoppedBy(teamRoles, [
  commits("another team's settings", manifest('v1 ConfigMap', 'media/settings', { data: { owner: 'shop' } })),
  commits(
    "fewer pods of another team's app",
    manifest('apps/v1 Deployment', 'media/player', { spec: { replicas: 0 } }),
  ),
  commits(
    "another team's Service with its own pods behind it",
    manifest('v1 Service', 'media/player', { spec: { selector: { app: 'thief' } } }),
  ),
  commits(
    "a TrafficSplit in another team's namespace",
    manifest('split.smi-spec.io/v1alpha2 TrafficSplit', 'media/player', {
      spec: { service: 'player', backends: [{ service: 'thief', weight: 100 }] },
    }),
  ),
  commits(
    "an HTTPRoute in another team's namespace",
    manifest('gateway.networking.k8s.io/v1 HTTPRoute', 'media/player', {
      spec: { parentRefs: [{ group: '', kind: 'Service', name: 'player' }] },
    }),
  ),
  commits(
    "a MetricTemplate in another team's namespace",
    manifest('flagger.app/v1beta1 MetricTemplate', 'media/always-good', {
      spec: { provider: { type: 'prometheus', address: 'http://thief.shop:9090' }, query: 'vector(1)' },
    }),
  ),
  commits('a ConfigMap of the cluster’s DNS', manifest('v1 ConfigMap', 'kube-system/coredns', { data: {} })),
  commits('a ConfigMap among the objects of Flux', manifest('v1 ConfigMap', 'flux-system/values', { data: {} })),
  commits(
    "Flagger's lease, to stop every rollout of the cluster",
    manifest('coordination.k8s.io/v1 Lease', 'flagger-system/flagger-leader-election', {
      spec: { holderIdentity: 'shop' },
    }),
  ),
  commits(
    'a Kustomization of the admins',
    manifest('kustomize.toolkit.fluxcd.io/v1 Kustomization', 'flux-system/shop', {
      spec: {
        interval: '1m',
        prune: true,
        path: './',
        serviceAccountName: 'kustomize-controller',
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
      },
    }),
  ),
  sends('account', "reads another team's Secret", { to: 'GET /api/v1/namespaces/media/secrets/credentials' }),
  sends('account', 'lists the Secrets of the cluster', { to: 'GET /api/v1/secrets' }),
  sends('lead', "reads another team's settings", { to: 'GET /api/v1/namespaces/media/configmaps/settings' }),
  sends('lead', "reads the logs of another team's pod", {
    to: 'GET /api/v1/namespaces/media/pods/player/log',
    done: REACHES_POD,
  }),
  sends('lead', 'lists the pods of everybody', { to: 'GET /api/v1/pods' }),
  sends('lead', 'lists the namespaces', { to: 'GET /api/v1/namespaces' }),
  sends('lead', 'deletes an app of another team', { to: 'DELETE /apis/apps/v1/namespaces/media/deployments/player' }),
  sends('lead', 'evicts a pod of another team', {
    to: 'POST /api/v1/namespaces/media/pods/player/eviction',
    body: EVICTION,
  }),
]);
