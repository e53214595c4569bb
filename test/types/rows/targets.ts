import type { Row } from '../row';

const KNATIVE = "knativeTarget({ name: 'hello', namespace: 'shop' })";
const SERVICE = "serviceTarget({ name: 'payments', namespace: 'shop', port: 443, type: 'ExternalName' })";
const DEPLOYMENT = "deploymentTarget({ name: 'queue', namespace: 'shop', port: 80, targetPort: 'http' })";
const DAEMON_SET = "daemonSetTarget({ name: 'agent', namespace: 'shop', port: 80, targetPort: 'http' })";
const SCALED = "{ kind: 'ScaledObject', name: 'queue-scaler' }";
const NO_REPLICAS = '"nothing: only a Deployment has replicas that an autoscaler sets"';

const rollout = (target: string, more: string) =>
  `new Canary(shop, 'rollout', { target: ${target}, strategy: canary({ stepWeight: 10 }), ${more} });`;

const scaler = (trigger: string, options: string) => `
new ScaledObject(shop, 'queue-scaler', {
  target: ${DEPLOYMENT},
  minReplicaCount: 1,
  maxReplicaCount: 9,
  triggers: { backlog: ${trigger} },
}).toAutoscalerRef(${options});`;

const BACKLOG = "{ type: 'prometheus', metadata: { query: 'backlog', threshold: '100' } }";

/** Targets that Flagger cannot roll out in this way, and their autoscalers. */
export const targets: readonly Row[] = [
  {
    name: 'a Knative Service on another provider, which Flagger only logs',
    right: rollout(KNATIVE, '').replace(', }', ' }'),
    wrong: rollout(KNATIVE, '▶provider: istio()'),
    says: [2322, '"the provider knative, which a Knative Service needs"'],
  },
  {
    name: 'a Deployment on Knative, which Flagger only logs',
    right: `declare const knative: KnownProvider<'knative', { weights: true; mirror: [] }>; ${rollout(KNATIVE, 'provider: knative')}`,
    wrong: `declare const knative: KnownProvider<'knative', { weights: true; mirror: [] }>; ${rollout(DEPLOYMENT, '▶provider: knative')}`,
    says: [2322, '"any other provider: knative is for a Knative Service only"'],
  },
  {
    name: 'Services of a Knative Service, which Flagger does not make',
    right: rollout(DEPLOYMENT, "service: { portName: 'grpc' }"),
    wrong: rollout(KNATIVE, "▶service: { portName: 'grpc' }"),
    says: [2322, '"nothing: a Knative Service has its own route"'],
  },
  {
    name: 'a Service with an address, whose copy the API server refuses',
    right: `${SERVICE};`,
    wrong: `${SERVICE.replace('type: ', '▶type: ').replace('ExternalName', 'ClusterIP')};`,
    says: [2322, `Type '"ClusterIP"' is not assignable to type '"ExternalName"'`],
  },
  {
    name: 'a Service behind NGINX, which leads to its new version at once',
    right: rollout(SERVICE, 'provider: istio()'),
    wrong: rollout(SERVICE, '▶provider: nginx()'),
    says: [2322, '"a provider that leads all requests to the primary: a Service leads to its new version at once"'],
  },
  {
    name: 'an autoscaler of a Service, which has no replicas',
    right: rollout(DEPLOYMENT, `autoscalerRef: ${SCALED}`),
    wrong: rollout(SERVICE, `▶autoscalerRef: ${SCALED}`),
    says: [2322, NO_REPLICAS],
  },
  {
    name: 'an autoscaler of a Knative Service, which Flagger only logs',
    right: rollout(DEPLOYMENT, `autoscalerRef: ${SCALED}`),
    wrong: rollout(KNATIVE, `▶autoscalerRef: ${SCALED}`),
    says: [2322, NO_REPLICAS],
  },
  {
    name: 'an autoscaler of a DaemonSet, which has no replicas',
    right: rollout(DEPLOYMENT, `autoscalerRef: ${SCALED}`),
    wrong: rollout(DAEMON_SET, `▶autoscalerRef: ${SCALED}`),
    says: [2322, NO_REPLICAS],
  },
  {
    name: 'a StatefulSet, which Flagger takes for a Deployment of that name',
    right: `const target: CanaryTarget = { ...${DEPLOYMENT}, kind: 'Deployment' };`,
    wrong: `const target: CanaryTarget = { ...${DEPLOYMENT}, ▶kind: 'StatefulSet' };`,
    says: [2322, `Type '"StatefulSet"' is not assignable to type`],
  },
  {
    name: 'queries of a HorizontalPodAutoscaler, which Flagger ignores',
    right: rollout(
      DEPLOYMENT,
      "autoscalerRef: { kind: 'ScaledObject', name: 'queue', primaryScalerQueries: { backlog: 'up' } }",
    ),
    wrong: rollout(
      DEPLOYMENT,
      "autoscalerRef: { kind: 'HorizontalPodAutoscaler', name: 'queue', ▶primaryScalerQueries: { backlog: 'up' } }",
    ),
    says: [2322, "is not assignable to type 'undefined'"],
  },
  {
    name: 'a query of a trigger that there is not, which Flagger ignores',
    right: scaler(BACKLOG, "{ primaryScalerQueries: { backlog: 'up' } }"),
    wrong: scaler(BACKLOG, "{ primaryScalerQueries: { ▶backlgo: 'up' } }"),
    says: [2561, "'backlgo' does not exist in type 'Readonly<Partial<Record<\"backlog\", string>>>'"],
  },
  {
    name: 'a number among the settings of a trigger, which the API server refuses',
    right: scaler(BACKLOG, ''),
    wrong: scaler(BACKLOG.replace("threshold: '100'", '▶threshold: 100'), ''),
    says: [2322, "Type 'number' is not assignable to type 'string'"],
  },
  {
    name: 'a field of KEDA that Flagger does not know, and takes away when it pauses the ScaledObject',
    right: scaler(BACKLOG, ''),
    wrong: scaler(BACKLOG.replace('{ type', '{ ▶useCachedMetrics: true, type'), ''),
    says: [2353, "'useCachedMetrics' does not exist in type 'ScaleTrigger'"],
  },
];
