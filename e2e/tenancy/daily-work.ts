import type { Attempt } from './attack';
import { listedWork } from './attacks/lists';
import { commits } from './commit';
import { deployment, manifest, RESTRICTED_POD } from './manifest';
import { REACHES_POD, sends } from './request';
import { meshedPod, runs } from './workload';

const inShop = (rest: string): string => `GET /api/v1/namespaces/shop/${rest}`;
const TARGET = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'frontend' };
const LOAD_TESTER = 'http://flagger-loadtester.flagger-system/';

/** What the team ships. */
const shipped: readonly Attempt[] = [
  commits('a Deployment', deployment('shop/daily', RESTRICTED_POD)),
  commits('settings', manifest('v1 ConfigMap', 'shop/daily', { data: { color: 'green' } })),
  commits('an account of its app', manifest('v1 ServiceAccount', 'shop/daily')),
  commits('a Service', manifest('v1 Service', 'shop/daily', { spec: { ports: [{ port: 80 }] } })),
  commits(
    'an autoscaler',
    manifest('autoscaling/v2 HorizontalPodAutoscaler', 'shop/daily', {
      spec: { maxReplicas: 4, scaleTargetRef: TARGET },
    }),
  ),
  commits(
    'a disruption budget',
    manifest('policy/v1 PodDisruptionBudget', 'shop/daily', {
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'daily' } } },
    }),
  ),
  commits(
    'an Ingress',
    manifest('networking.k8s.io/v1 Ingress', 'shop/daily', {
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'shop.dev.example.com',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'daily', port: { number: 80 } } } }],
            },
          },
        ],
      },
    }),
  ),
  commits(
    'a Canary with a load test and a metric of its own',
    manifest('flagger.app/v1beta1 Canary', 'shop/daily', {
      spec: {
        targetRef: TARGET,
        service: { port: 80 },
        analysis: {
          interval: '10s',
          threshold: 3,
          stepWeight: 10,
          maxWeight: 50,
          metrics: [{ name: 'daily', interval: '1m', templateRef: { name: 'daily' } }],
          alerts: [{ name: 'daily', providerRef: { name: 'daily' } }],
          webhooks: [
            { name: 'load', type: 'rollout', url: LOAD_TESTER, metadata: { cmd: 'hey http://daily.shop/' } },
            { name: 'own', type: 'confirm-promotion', url: 'http://gate.shop:8080/approve' },
            { name: 'own-other-namespace', type: 'event', url: 'http://gate.shop-web.svc.cluster.local/events' },
          ],
        },
      },
    }),
  ),
  commits(
    'a MetricTemplate',
    manifest('flagger.app/v1beta1 MetricTemplate', 'shop/daily', {
      spec: { provider: { type: 'prometheus', address: 'http://prometheus.monitoring:9090' }, query: 'vector(1)' },
    }),
  ),
  commits(
    'an AlertProvider',
    manifest('flagger.app/v1beta1 AlertProvider', 'shop/daily', {
      spec: { type: 'slack', secretRef: { name: 'credentials' } },
    }),
  ),
  commits(
    'an HTTPRoute',
    manifest('gateway.networking.k8s.io/v1 HTTPRoute', 'shop/daily', {
      spec: { parentRefs: [{ group: '', kind: 'Service', name: 'daily', port: 80 }] },
    }),
  ),
  commits(
    'a TrafficSplit',
    manifest('split.smi-spec.io/v1alpha2 TrafficSplit', 'shop/daily', {
      spec: { service: 'daily', backends: [{ service: 'daily', weight: 100 }] },
    }),
  ),
  commits('settings in its other namespace', manifest('v1 ConfigMap', 'shop-web/daily')),
  runs('a restricted pod', RESTRICTED_POD),
  runs("a pod as Linkerd's injector makes it with the CNI plugin", meshedPod),
  runs('as many pods as its app has in a rollout', RESTRICTED_POD, 10),
];

/** What the team's people look at, and do by hand. */
const byHand: readonly Attempt[] = [
  sends('developer', 'lists pods', { to: inShop('pods') }),
  sends('developer', 'reads the logs of a pod', { to: inShop('pods/backend/log'), done: REACHES_POD }),
  sends('developer', 'lists events', { to: inShop('events') }),
  sends('developer', 'reads the quota', { to: inShop('resourcequotas/workspace') }),
  sends('developer', 'lists rollouts', { to: 'GET /apis/flagger.app/v1beta1/namespaces/shop/canaries' }),
  sends('developer', 'reads what Flux says', {
    to: 'GET /apis/kustomize.toolkit.fluxcd.io/v1/namespaces/shop/kustomizations/shop',
  }),
  sends('developer', 'lists network policies', {
    to: 'GET /apis/networking.k8s.io/v1/namespaces/shop/networkpolicies',
  }),
  sends('developer', 'asks what it may do', {
    to: 'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: manifest('authorization.k8s.io/v1 SelfSubjectAccessReview', '', {
      spec: { resourceAttributes: { verb: 'get', resource: 'pods', namespace: 'shop' } },
    }),
  }),
  sends('lead', 'restarts an app', {
    to: 'PATCH /apis/apps/v1/namespaces/shop/deployments/frontend',
    contentType: 'application/merge-patch+json',
    body: { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } } } } },
  }),
  sends('lead', 'evicts a pod', {
    to: 'POST /api/v1/namespaces/shop/pods/backend/eviction',
    body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'backend', namespace: 'shop' } },
  }),
  sends('lead', 'deletes a pod', { to: 'DELETE /api/v1/namespaces/shop/pods/backend' }),
  sends('account', 'looks whether pods are well', { to: inShop('pods') }),
  sends('account', 'prunes settings', { to: 'DELETE /api/v1/namespaces/shop/configmaps/kube-root-ca.crt' }),
];

/** What the team needs every day. */
export const dailyWork: readonly Attempt[] = [...shipped, ...byHand, ...listedWork];
