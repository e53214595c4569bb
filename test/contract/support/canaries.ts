import type { CanaryProps, FlaggerProvider, TrafficBinding, TrafficProvider } from '../../../src';
import {
  abTest,
  blueGreen,
  canary,
  cookie,
  gatewayApi,
  header,
  istio,
  knativeTarget,
  linkerd,
  nginx,
  queryParam,
  serviceTarget,
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

/** A provider of one's own, for a router that has no function here. */
function providerOf(provider: FlaggerProvider, binding: Partial<TrafficBinding>): TrafficProvider {
  const entry = { url: 'http://web.shop:9898' };
  const match = { operators: ['exact', 'suffix'], cookie: 'regex', single: false } as const;
  return { provider, capabilities: { weights: true, match, mirror: [] }, bind: () => ({ entry, ...binding }) };
}

/** Canaries that Flagger carries out as they say, and that together say all that ours can say. */
export const everyCanary: Readonly<Record<string, CanaryProps>> = {
  'of a DaemonSet': like({
    target: target({ kind: 'DaemonSet', apiVersion: 'apps/v1beta2', name: 'agent', port: 80, targetPort: 8080 }),
    progressDeadlineSeconds: 120,
    skipAnalysis: true,
    suspend: true,
    revertOnDeletion: true,
  }),
  'of a Service': like({
    target: serviceTarget({ name: 'payments', namespace: 'shop', port: 443, type: 'ExternalName' }),
    provider: istio(),
  }),
  'of a Knative Service': like({
    target: knativeTarget({ name: 'hello', namespace: 'shop' }),
    provider: providerOf('knative', {}),
  }),
  'of an autoscaled Deployment': like({ target: target({ name: 'web', autoscalerName: 'web' }) }),
  'of a Deployment that KEDA scales': like({
    autoscalerRef: {
      kind: 'ScaledObject',
      name: 'web-scaler',
      primaryScalerReplicas: { minReplicas: 2, maxReplicas: 9 },
      primaryScalerQueries: { requests: 'sum(rate(requests{app="web-primary"}[1m]))' },
    },
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
          timeout: '5s',
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
  'with everything that Istio routes by': like({
    provider: istio(),
    service: {
      hosts: ['shop.example.com', '*'],
      gateways: ['istio-system/public', 'mesh'],
      timeout: '15s',
      retries: { attempts: 3, perTryTimeout: '2s', retryOn: '5xx,reset' },
      rewrite: { uri: '/', authority: 'shop.local' },
      corsPolicy: { allowOrigins: [{ exact: 'https://a' }, { prefix: 'https://b' }, { regex: 'https://c.*' }] },
      match: [
        {
          name: 'orders',
          uri: { prefix: '/orders' },
          ignoreUriCase: true,
          scheme: { exact: 'https' },
          method: { prefix: 'P' },
          authority: { exact: 'shop' },
          headers: { a: { exact: '1' }, b: { prefix: '2' }, c: { regex: '3' } },
          withoutHeaders: { d: { exact: '1' }, e: { prefix: '2' }, f: { regex: '3' } },
          queryParams: { g: { exact: '1' }, h: { prefix: '2' }, i: { regex: '3' } },
          port: 443,
          sourceLabels: { app: 'front' },
          sourceNamespace: 'web',
          gateways: ['mesh'],
        },
        { uri: { exact: '/a' }, scheme: { prefix: 'h' }, method: { exact: 'GET' }, authority: { prefix: 's' } },
        { uri: { regex: '/b.*' }, scheme: { regex: 'h.*' }, method: { regex: 'P.*' }, authority: { regex: 's.*' } },
      ],
      trafficPolicy: {
        connectionPool: {
          http: {
            h2UpgradePolicy: 'UPGRADE',
            http1MaxPendingRequests: 1,
            http2MaxRequests: 2,
            idleTimeout: '30s',
            maxRequestsPerConnection: 3,
            maxRetries: 4,
          },
        },
        loadBalancer: {
          simple: 'LEAST_REQUEST',
          localityLbSetting: {
            enabled: true,
            distribute: [{ from: 'eu/a/*', to: { 'eu/a/*': 80, 'eu/b/*': 20 } }],
            failover: [{ from: 'eu', to: 'us' }],
          },
          warmupDurationSecs: '60s',
        },
        outlierDetection: {
          consecutive5xxErrors: 5,
          consecutiveErrors: 6,
          consecutiveGatewayErrors: 7,
          consecutiveLocalOriginFailures: 8,
          splitExternalLocalOriginErrors: true,
          interval: '20s',
          baseEjectionTime: '40s',
          maxEjectionPercent: 50,
          minHealthPercent: 30,
        },
        tls: {
          mode: 'MUTUAL',
          clientCertificate: '/c.pem',
          privateKey: '/k.pem',
          caCertificates: '/ca.pem',
          subjectAltNames: ['web.shop'],
          sni: 'web.shop',
        },
      },
    },
  }),
  ...Object.fromEntries(
    (
      [
        { httpHeaderName: 'x-user', minimumRingSize: 2048 },
        { httpQueryParameterName: 'user' },
        { useSourceIp: true },
        { httpCookie: { name: 'user', path: '/', ttl: '60s' } },
      ] as const
    ).map((consistentHash) => [
      `whose requests go by ${Object.keys(consistentHash)[0]}`,
      like({ provider: istio(), service: { trafficPolicy: { loadBalancer: { consistentHash } } } }),
    ]),
  ),
  'that another VirtualService delegates to': like({ provider: istio(), service: { delegation: true } }),
  'with everything that Gateway API routes by': like({
    service: {
      name: 'shopfront',
      portName: 'grpc-web',
      appProtocol: 'kubernetes.io/h2c',
      trafficDistribution: 'PreferSameZone',
      portDiscovery: true,
      headless: true,
      apex: { labels: { tier: 'front' }, annotations: { owner: 'shop' } },
      primary: { labels: { side: 'primary' }, annotations: { side: 'primary' } },
      canary: { labels: { side: 'canary' }, annotations: { side: 'canary' } },
      unmanagedMetadata: { labels: ['zone'], annotations: ['cloud/neg'] },
      gatewayRefs: [{ name: 'inner', namespace: 'gateways' }],
      timeout: '20s',
      backendTimeout: '5s',
      rewrite: { uri: '/new', type: 'ReplacePrefixMatch' },
      headers: {
        request: { add: { a: '1' }, set: { b: '2' }, remove: ['c'] },
        response: { add: { d: '3' }, set: { e: '4' }, remove: ['f'] },
      },
      mirror: [{ backendRef: { group: '', kind: 'Service', name: 'shadow', namespace: 'test', port: 80 } }],
      corsPolicy: {
        allowOrigin: ['https://a.example.com'],
        allowMethods: ['GET'],
        allowHeaders: ['x-a'],
        exposeHeaders: ['x-b'],
        allowCredentials: true,
        maxAge: '24h',
      },
      match: [{ uri: { prefix: '/' }, method: { exact: 'GET' }, headers: { a: { regex: '1' } } }],
    },
  }),
  'on App Mesh': like({
    provider: providerOf('appmesh', {}),
    service: { meshName: 'global', backends: ['backend.shop'] },
    strategy: abTest({ iterations: 7, match: [header('c').suffix('3')] }),
  }),
  'of an ApisixRoute': like({ provider: providerOf('apisix', { routeName: 'web' }) }),
  'of an Upstream': like({ provider: providerOf('gloo', { upstream: { name: 'web', namespace: 'gloo' } }) }),
};
