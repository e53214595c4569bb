import { PodinfoApp, WebApp } from '../../src';
import type { Published } from './published';

const podcli = (path: string) => ({
  exec: { command: ['podcli', 'check', 'http', `localhost:9898/${path}`] },
  initialDelaySeconds: 5,
  timeoutSeconds: 5,
});

const healthz = {
  exec: { command: ['wget', '--quiet', '--tries=1', '--timeout=4', '--spider', 'http://localhost:8080/healthz'] },
  timeoutSeconds: 5,
};

/** Nothing of what an app has beside its workload. */
const BARE = { serviceAccount: 'default', disruptionBudget: false, topologySpread: [] } as const;

/** Workloads and what is beside them. */
export const workloads: readonly Published[] = [
  {
    folder: 'flagger/kustomize/podinfo',
    files: ['deployment.yaml', 'hpa.yaml'],
    build: (chart) =>
      new PodinfoApp(chart, 'podinfo', {
        ...BARE,
        tag: '6.0.0',
        containerName: 'podinfod',
        grpcServiceName: 'podinfo',
        level: 'info',
        randomDelay: false,
        randomError: false,
        color: '#34577c',
        probes: { liveness: podcli('healthz'), readiness: podcli('readyz') },
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '2000m', memory: '512Mi' } },
        autoscaler: { labels: {} },
        service: false,
        unrestricted: {},
      }),
  },
  {
    folder: 'flagger/kustomize/tester',
    files: ['deployment.yaml', 'service.yaml'],
    build: (chart) =>
      new WebApp(chart, 'flagger-loadtester', {
        ...BARE,
        image: 'ghcr.io/fluxcd/flagger-loadtester',
        tag: '0.38.0',
        containerName: 'loadtester',
        command: ['./loadtester', '-port=8080', '-log-level=info', '-timeout=1h'],
        ports: { http: { containerPort: 8080 } },
        service: { http: 80 },
        metrics: { port: 'http' },
        podAnnotations: { 'openservicemesh.io/inbound-port-exclusion-list': '80, 8080' },
        probes: { liveness: healthz, readiness: healthz },
        resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '1000m', memory: '512Mi' } },
        autoscaler: false,
        rollout: {},
        unrestricted: { container: { readOnlyRootFilesystem: true, runAsUser: 10_001 } },
      }),
  },
  {
    folder: 'gitops-linkerd/apps/frontend',
    files: ['podinfo-ingress.yaml'],
    besides: ['ServiceAccount', 'Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Service'],
    build: (chart) =>
      new PodinfoApp(chart, 'podinfo', { tag: '6.2.0', service: { http: 80 }, ingress: { host: '*.sslip.io' } }),
  },
];
