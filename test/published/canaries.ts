import {
  abTest,
  Canary,
  type CanaryHook,
  canary,
  deploymentTarget,
  header,
  istio,
  kuma,
  linkerdSmi,
  nginx,
  requestDuration,
  requestSuccessRate,
  type TrafficProvider,
} from '../../src';
import type { Published } from './published';

const EXAMPLES = 'flagger/artifacts/examples';

/** With Flagger's built-in queries, which ask the cluster's mesh: so they were meant there. */
const askingTheMesh = <P extends TrafficProvider>(provider: P): P => ({ ...provider, builtInMetrics: () => true });

const podinfo = (namespace: string, options: { readonly port: number; readonly ingressName?: string }) =>
  deploymentTarget({ name: 'podinfo', namespace, targetPort: 9898, autoscalerName: 'podinfo', ...options });

const metrics = [requestSuccessRate(99, '1m'), requestDuration(500, '30s')];
const discovered = { name: 'podinfo', portName: 'http', portDiscovery: true };
const throughGateway = {
  ...discovered,
  hosts: ['app.example.com'],
  gateways: ['istio-system/public-gateway', 'mesh'],
  trafficPolicy: { tls: { mode: 'DISABLE' } },
  match: [{ uri: { prefix: '/' } }],
  rewrite: { uri: '/' },
  timeout: '30s',
} as const;

/** Flagger's own examples have their load tester beside the app. */
const BESIDE = 'http://flagger-loadtester.test/';
const SHARED = 'http://flagger-loadtester.flagger-system/';

const bash = (name: string, url: string, timeout: '15s' | '30s', host: string): CanaryHook => ({
  name,
  type: 'pre-rollout',
  url,
  timeout,
  metadata: { type: 'bash', cmd: `curl -sd 'test' http://${host}/token | grep token` },
});
const hey = (cmd: string): CanaryHook => ({
  name: 'load-test',
  type: 'rollout',
  url: BESIDE,
  timeout: '5s',
  metadata: { type: 'cmd', cmd: `hey -z 1m -q 10 -c 2 ${cmd}` },
});
const heyOf = (name: string, url: string, cmd: string): CanaryHook => ({
  name,
  type: 'rollout',
  url,
  metadata: { cmd: `hey -z 2m -q 10 -c 2 ${cmd}` },
});

const conformance = bash('conformance-test', BESIDE, '15s', 'podinfo-canary.test');
const example = {
  interval: '15s',
  threshold: 10,
  metrics,
  webhooks: [conformance, hey('http://podinfo-canary.test/')],
} as const;
const gitops = { interval: '10s', threshold: 3, metrics } as const;
const throughIngress = '-host podinfo.sslip.io http://ingress-nginx-controller.ingress-nginx';

/** Canaries. */
export const canaries: readonly Published[] = [
  {
    folder: EXAMPLES,
    files: ['istio-canary.yaml'],
    build: (chart) =>
      new Canary(chart, 'canary', {
        target: podinfo('test', { port: 80 }),
        provider: istio(),
        strategy: canary({ stepWeight: 5, maxWeight: 50 }),
        service: throughGateway,
        progressDeadlineSeconds: 600,
        skipAnalysis: false,
        analysis: example,
      }),
  },
  {
    folder: EXAMPLES,
    files: ['istio-abtest.yaml'],
    build: (chart) =>
      new Canary(chart, 'canary', {
        target: podinfo('test', { port: 80 }),
        provider: istio(),
        strategy: abTest({
          iterations: 10,
          match: [header('cookie').regex('^(.*?;)?(type=insider)(;.*)?$'), header('user-agent').regex('.*Firefox.*')],
        }),
        service: throughGateway,
        analysis: { ...example, webhooks: [conformance, hey("-H 'Cookie: type=insider' http://podinfo.test/")] },
      }),
  },
  {
    folder: EXAMPLES,
    files: ['linkerd-canary.yaml'],
    build: (chart) =>
      new Canary(chart, 'canary', {
        target: podinfo('test', { port: 80 }),
        provider: linkerdSmi(),
        strategy: canary({ stepWeight: 5, maxWeight: 50 }),
        service: discovered,
        progressDeadlineSeconds: 600,
        skipAnalysis: false,
        analysis: example,
      }),
  },
  {
    folder: EXAMPLES,
    files: ['linkerd-canary-steps.yaml'],
    build: (chart) =>
      new Canary(chart, 'canary', {
        target: podinfo('test', { port: 80 }),
        provider: linkerdSmi(),
        strategy: canary({ stepWeights: [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55] }),
        service: discovered,
        progressDeadlineSeconds: 600,
        skipAnalysis: false,
        analysis: example,
      }),
  },
  {
    folder: EXAMPLES,
    files: ['kuma-canary.yaml'],
    // There the mesh is said by Flagger's --mesh-provider alone.
    explicit: { provider: 'kuma' },
    build: (chart) => {
      const http = { annotations: { '9898.service.kuma.io/protocol': 'http' } };
      return new Canary(chart, 'canary', {
        target: deploymentTarget({ name: 'podinfo', namespace: 'test', port: 9898, targetPort: 9898 }),
        provider: askingTheMesh(kuma({ mesh: 'default' })),
        strategy: canary({ stepWeight: 10, maxWeight: 50 }),
        service: { apex: http, canary: http, primary: http },
        progressDeadlineSeconds: 60,
        analysis: {
          interval: '15s',
          threshold: 15,
          metrics: [
            { name: 'request-success-rate', threshold: 99, interval: '1m' },
            { name: 'request-duration', threshold: 500, interval: '30s' },
          ],
          webhooks: [
            bash('acceptance-test', BESIDE, '30s', 'podinfo-canary.test:9898'),
            heyOf('load-test', BESIDE, 'http://podinfo-canary.test:9898/'),
          ],
        },
      });
    },
  },
  {
    folder: 'gitops-linkerd/apps/backend',
    files: ['podinfo-canary.yaml'],
    build: (chart) =>
      new Canary(chart, 'canary', {
        target: podinfo('backend', { port: 80 }),
        provider: linkerdSmi(),
        strategy: canary({ stepWeight: 5, maxWeight: 50 }),
        progressDeadlineSeconds: 60,
        analysis: {
          ...gitops,
          webhooks: [
            bash('acceptance-test', SHARED, '30s', 'podinfo-canary.backend'),
            heyOf('load-test', SHARED, 'http://podinfo.backend/'),
          ],
        },
      }),
  },
  {
    folder: 'gitops-linkerd/apps/frontend',
    files: ['podinfo-abtest.yaml'],
    build: (chart) =>
      new Canary(chart, 'canary', {
        target: podinfo('frontend', { port: 80, ingressName: 'podinfo' }),
        provider: askingTheMesh(nginx()),
        strategy: abTest({ iterations: 10, match: [header('x-user').exact('insider')] }),
        progressDeadlineSeconds: 60,
        analysis: {
          ...gitops,
          webhooks: [
            bash('acceptance-test', SHARED, '30s', 'podinfo-canary.frontend'),
            heyOf('load-test', SHARED, `-H 'x-user: insider' ${throughIngress}`),
            heyOf('load-test-primary', SHARED, `-H 'x-user: production' ${throughIngress}`),
          ],
        },
      }),
  },
];
