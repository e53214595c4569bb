/** What differs between the apps of the benchmark. */
export interface AppParameters {
  readonly name: string;
  readonly namespace: string;
  readonly tag: string;
  readonly color: string;
  readonly minReplicas: number | string;
  readonly maxReplicas: number | string;
}

/** A Kubernetes object as plain data. */
export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly [field: string]: unknown;
}

export const APPS_PER_TEAM = 40;
const COLORS = ['blue', 'green', 'teal', 'orange'];

/** The parameters of the first `count` apps: teams of 40, each app with its own tag, colour and replicas. */
export function fleetOf(count: number): AppParameters[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `app-${String(index).padStart(5, '0')}`,
    namespace: `team-${String(Math.floor(index / APPS_PER_TEAM)).padStart(3, '0')}`,
    tag: `6.9.${index % 7}`,
    color: COLORS[index % COLORS.length] ?? 'blue',
    minReplicas: 2 + (index % 2),
    maxReplicas: 4 + (index % 3),
  }));
}

/** The six objects of one app, the same whatever tool writes them. */
export function objectsOf(app: AppParameters): PlainObject[] {
  const labels = { 'app.kubernetes.io/name': app.name, 'app.kubernetes.io/managed-by': 'flux' };
  const metadata = { name: app.name, namespace: app.namespace, labels };
  const targetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: app.name };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deploymentSpec(app) },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: serviceSpec(app) },
    { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec: autoscalerSpec(app, targetRef) },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { ...selector(app), maxUnavailable: 1 } },
    { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata, spec: canarySpec(app, targetRef) },
  ];
}

function selector(app: AppParameters): object {
  return { selector: { matchLabels: { 'app.kubernetes.io/name': app.name } } };
}

function deploymentSpec(app: AppParameters): object {
  return {
    minReadySeconds: 3,
    progressDeadlineSeconds: 120,
    revisionHistoryLimit: 5,
    ...selector(app),
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    template: {
      metadata: {
        labels: { 'app.kubernetes.io/name': app.name },
        annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9797' },
      },
      spec: {
        serviceAccountName: app.name,
        securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [container(app)],
      },
    },
  };
}

function container(app: AppParameters): object {
  const probe = (path: string): object => ({ httpGet: { path, port: 'http' }, periodSeconds: 10, timeoutSeconds: 5 });
  return {
    name: 'podinfod',
    image: `ghcr.io/stefanprodan/podinfo:${app.tag}`,
    imagePullPolicy: 'IfNotPresent',
    command: ['./podinfo', '--port=9898', '--port-metrics=9797', '--level=info'],
    env: [{ name: 'PODINFO_UI_COLOR', value: app.color }],
    ports: [
      { name: 'http', containerPort: 9898, protocol: 'TCP' },
      { name: 'http-metrics', containerPort: 9797, protocol: 'TCP' },
    ],
    livenessProbe: probe('/healthz'),
    readinessProbe: probe('/readyz'),
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '512Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
}

function serviceSpec(app: AppParameters): object {
  const port = { name: 'http', port: 9898, protocol: 'TCP', targetPort: 'http' };
  return { type: 'ClusterIP', selector: { 'app.kubernetes.io/name': app.name }, ports: [port] };
}

function autoscalerSpec(app: AppParameters, scaleTargetRef: object): object {
  const target = { type: 'Utilization', averageUtilization: 80 };
  return {
    scaleTargetRef,
    minReplicas: app.minReplicas,
    maxReplicas: app.maxReplicas,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
  };
}

function canarySpec(app: AppParameters, targetRef: object): object {
  const successRate = { name: 'request-success-rate', thresholdRange: { min: 99 }, interval: '1m' };
  const duration = { name: 'request-duration', thresholdRange: { max: 500 }, interval: '1m' };
  const cmd = `hey -z 1m -q 10 -c 2 http://${app.name}-canary.${app.namespace}:9898/`;
  const url = 'http://flagger-loadtester.flagger-system/';
  return {
    provider: 'linkerd',
    targetRef,
    autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: app.name },
    progressDeadlineSeconds: 120,
    service: { port: 9898, targetPort: 'http', portDiscovery: true },
    analysis: {
      interval: '1m',
      threshold: 5,
      maxWeight: 50,
      stepWeight: 10,
      metrics: [successRate, duration],
      webhooks: [{ name: 'load-test', type: 'rollout', url, timeout: '5s', metadata: { cmd } }],
    },
  };
}
