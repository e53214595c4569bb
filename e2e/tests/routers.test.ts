import { ApiObject, Testing } from 'cdk8s';
import {
  abTest,
  apisix,
  appMesh,
  blueGreen,
  canary,
  type CanaryProps,
  type CanaryTarget,
  Canary,
  contour,
  gatewayApi,
  gloo,
  GrpcRoute,
  header,
  HttpRoute,
  istio,
  knative,
  kubernetes,
  kuma,
  linkerd,
  linkerdSmi,
  type MetricQueries,
  nginx,
  osm,
  requestDuration,
  requestSuccessRate,
  skipper,
  smi,
  type Strategy,
  traefik,
  type TrafficProvider,
} from '../../src';
import { startControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kube-object';
import { define, definitionsOf } from '../fleet/foundation';
import { shared } from '../support/shared';

const NAMESPACE = 'routers';

const steps = canary({ stepWeight: 10, maxWeight: 50 });
const strategies: Readonly<Record<string, Strategy>> = {
  'in equal steps': steps,
  'in named steps': canary({ stepWeights: [5, 25, 50], stepWeightPromotion: 50 }),
  mirrored: canary({ stepWeight: 10, maxWeight: 50, mirror: true }),
  'blue/green': blueGreen({ iterations: 5 }),
  'mirrored blue/green': blueGreen({ iterations: 5, mirror: true }),
  'A/B test': abTest({ iterations: 5, match: [header('x-user').exact('insider')] }),
};

const query = { name: 'mesh', query: 'sum(rate(requests_total[{{ interval }}]))' };
const metrics: MetricQueries = { prometheus: 'http://prometheus.monitoring:9090', successRate: query, duration: query };

/** Every provider, with all that its options put into a Canary. */
const providers: Readonly<Record<string, TrafficProvider>> = {
  linkerd: linkerd(),
  linkerdSmi: linkerdSmi(),
  istio: istio({ gateways: ['istio-system/public', 'mesh'], hosts: ['shop.example.com'] }),
  gatewayApi: gatewayApi({ gateways: [{ name: 'public', namespace: 'gateways' }], hosts: ['shop.example.com'] }),
  nginx: nginx(),
  kubernetes: kubernetes(),
  skipper: skipper(),
  contour: contour(),
  traefik: traefik(),
  gloo: gloo({ upstream: { name: 'settings', namespace: NAMESPACE }, routesOthers: true }),
  apisix: apisix({ route: 'front' }),
  kuma: kuma({ mesh: 'default' }),
  osm: osm(),
  'smi v1alpha1': smi({ version: 'v1alpha1', metrics }),
  'smi v1alpha2': smi({ version: 'v1alpha2', metrics }),
  'smi v1alpha3': smi({ version: 'v1alpha3', metrics }),
  appMesh: appMesh({ backends: ['queue.shop'] }),
  'appMesh v1beta1': appMesh({ version: 'v1beta1', meshName: 'shop' }),
  knative: knative(),
};

const deployment: CanaryTarget = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'web',
  namespace: NAMESPACE,
  port: 80,
  targetPort: 'http',
  ingressName: 'web',
  ownedByCanary: () => undefined,
};
const knativeService: CanaryTarget = { ...deployment, apiVersion: 'serving.knative.dev/v1', kind: 'Service' };

/** The objects of a Canary, and what synthesis says against it. */
function synthesize(provider: TrafficProvider, strategy: Strategy) {
  const chart = Testing.chart();
  const props: CanaryProps = {
    // A target has one Canary only.
    target: provider.provider === 'knative' ? { ...knativeService } : { ...deployment, autoscalerName: 'web' },
    strategy,
    provider,
    analysis: { interval: '1m', threshold: 5, metrics: [requestSuccessRate(99), requestDuration(500)] },
  };
  new Canary(chart, 'rollout', props);
  const constructs = chart.node.findAll();
  const problems = constructs.flatMap(({ node }) => node.validate());
  const objects = constructs.filter((construct) => ApiObject.isApiObject(construct));
  return { problems, objects: objects.map((object) => object.toJson() as KubeObject) };
}

/** Every pair that types and checks let through. */
const pairs = Object.entries(providers).flatMap(([router, provider]) =>
  Object.entries(strategies).flatMap(([name, strategy]) => {
    const { problems, objects } = synthesize(provider, strategy);
    return problems.length === 0 ? [[router, name, objects] as const] : [];
  }),
);

const plane = shared(async () => {
  const started = await startControlPlane('routers');
  for (const group of ['flagger.app', 'gateway.networking.k8s.io']) {
    await define(started.kube, definitionsOf(group), 'routers');
  }
  await started.kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  return started;
});

function admit(objects: readonly KubeObject[]): Promise<readonly KubeObject[]> {
  return Promise.all(objects.map((object) => plane().kube.apply(object, 'flux', { dryRun: true })));
}

test('every provider carries out some strategy', () => {
  expect([...new Set(pairs.map(([router]) => router))]).toStrictEqual(Object.keys(providers));
});

describe('the API server', () => {
  test.each(pairs)('takes a Canary on %s %s, with its metrics', async (_router, _strategy, objects) => {
    await expect(admit(objects)).resolves.toHaveLength(objects.length);
  });

  test('takes routes by hand, and no GRPCRoute whose method has no name', async () => {
    const parentRefs = [{ group: 'core', kind: 'Service', name: 'web', port: 80 }] as const;
    const backendRefs = [{ name: 'web-blue', port: 80, weight: 90 }] as const;
    const chart = Testing.chart();
    const method = { service: 'shop.Orders', method: 'Place' };
    const headers = [{ name: 'x-user', value: 'insider' }];
    const set = [{ name: 'x-a', value: 'b' }];
    new GrpcRoute(chart, 'grpc', {
      namespace: NAMESPACE,
      parentRefs,
      hostnames: ['*.example.com'],
      rules: [
        {
          matches: [{ method, headers }, { method: { type: 'RegularExpression', service: 'shop\\..+' } }],
          filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set } }],
          backendRefs,
        },
      ],
    });
    new HttpRoute(chart, 'http', { namespace: NAMESPACE, parentRefs, rules: [{ backendRefs }] });
    const objects = Testing.synth(chart) as [KubeObject & { spec: object }, KubeObject];
    await expect(admit(objects)).resolves.toHaveLength(2);
    // The judge is judged too.
    const nameless = { ...objects[0], spec: { parentRefs, rules: [{ matches: [{ method: { type: 'Exact' } }] }] } };
    await expect(admit([nameless])).rejects.toThrow(/One or both of 'service' or 'method' must be specified/);
  });

  test('refuses a provider that Flagger does not have', async () => {
    const unknown = { ...linkerd(), provider: 'nobody' } as unknown as TrafficProvider;
    await expect(admit(synthesize(unknown, steps).objects)).rejects.toThrow(
      /spec\.provider: Unsupported value: "nobody"/,
    );
  });
});
