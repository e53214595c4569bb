import type { CanaryProps } from '../../../src';
import {
  abTest,
  blueGreen,
  canary,
  cookie,
  gatewayApi,
  header,
  istio,
  linkerd,
  nginx,
  queryParam,
  sourceLabels,
} from '../../../src';
import { target } from '../../constructs/delivery/fixture';

const steps = canary({ stepWeight: 10, maxWeight: 50 });
const analysis = { interval: '1m', threshold: 5, metrics: [] } as const;

/** A Canary that says nothing it need not say. */
export const plainest: CanaryProps = { target: target(), strategy: steps, provider: linkerd(), analysis };

/** The same for a target of its own: a target has one Canary. */
function like(overrides: Partial<CanaryProps>): CanaryProps {
  return { ...plainest, target: target({ name: 'web' }), ...overrides };
}

/** Canaries that Flagger carries out as they say, and that together say all that ours can say. */
export const everyCanary: Readonly<Record<string, CanaryProps>> = {
  'of an autoscaled DaemonSet': like({
    target: target({
      kind: 'DaemonSet',
      apiVersion: 'apps/v1beta2',
      name: 'agent',
      port: 80,
      targetPort: 8080,
      autoscalerName: 'agent',
    }),
    progressDeadlineSeconds: 120,
    skipAnalysis: true,
    suspend: true,
    revertOnDeletion: true,
  }),
  'in named steps on Istio': like({
    provider: istio({ gateways: ['istio-system/public'], hosts: ['shop.example.com'] }),
    strategy: canary({ stepWeights: [5, 50], stepWeightPromotion: 25, mirror: true, mirrorWeight: 20 }),
  }),
  'in equal steps behind a Gateway': like({
    provider: gatewayApi({
      gateways: [
        { name: 'public', namespace: 'gateways', port: 443, sectionName: 'https' },
        { group: '', kind: 'Service', name: 'front' },
        { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'inner' },
      ],
    }),
    strategy: canary({
      stepWeight: 5,
      maxWeight: 20,
      sessionAffinity: {
        cookieName: 'shop-canary',
        primaryCookieName: 'shop-primary',
        maxAge: 3600,
        domain: 'example.com',
        path: '/checkout',
        httpOnly: true,
        secure: true,
        sameSite: 'None',
        partitioned: true,
      },
    }),
  }),
  'as an A/B test on Istio': like({
    provider: istio(),
    strategy: abTest({
      iterations: 7,
      match: [
        header('a').exact('1'),
        header('b').prefix('2'),
        header('c').suffix('3'),
        cookie('canary'),
        queryParam('d').exact('4'),
        queryParam('e').prefix('5'),
        queryParam('f').regex('6'),
        sourceLabels({ app: 'tester' }),
      ],
    }),
  }),
  'behind an Ingress': like({
    provider: nginx(),
    target: target({ name: 'web', ingressName: 'web' }),
    strategy: blueGreen({ iterations: 3 }),
  }),
  'with checks, hooks and alerts': like({
    analysis: {
      interval: '30s',
      threshold: 2,
      primaryReadyThreshold: 80,
      canaryReadyThreshold: 70,
      metrics: [
        {
          name: 'queue',
          interval: '2m',
          thresholdRange: { min: 1, max: 9 },
          templateRef: { name: 'queue', namespace: 'metrics' },
          templateVariables: { queue: 'orders' },
        },
        { name: 'errors', interval: '1m', threshold: 3, query: 'sum(errors{target="{{ target }}"})' },
      ],
      webhooks: [
        {
          name: 'gate',
          type: 'confirm-promotion',
          url: 'https://gate.shop/',
          timeout: '20s',
          retries: 2,
          disableTLS: true,
          muteAlert: true,
          metadata: { room: 'shop' },
        },
      ],
    },
    metricsServer: 'http://prometheus.shop:9090',
    alerts: [{ name: 'chat', severity: 'warn', providerRef: { name: 'chat', namespace: 'chats' } }],
  }),
};
