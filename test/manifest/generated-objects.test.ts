import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { configCopies, isCopied } from '../../src/manifest/config-copies';
import { generatedObjects } from '../../src/manifest/generated-objects';
import { meshParents } from '../../src/manifest/mesh-parents';
import { keyText } from '../../src/manifest/object-key';

const E2E = join(__dirname, '../../e2e');

interface Scenario {
  readonly flagger?: { readonly meshProvider?: string };
  readonly canary: { readonly name: string; readonly spec: Readonly<Record<string, unknown>> };
}

interface Tick {
  readonly services: Readonly<Record<string, object | null>>;
  readonly primary: object | null;
  readonly traffic: { readonly kind: string } | null;
}

const recorded = readdirSync(join(E2E, 'scenarios')).map((file) => {
  const name = basename(file, '.yaml');
  const { flagger, canary } = parse(readFileSync(join(E2E, 'scenarios', file), 'utf8')) as Scenario;
  const { ticks } = JSON.parse(readFileSync(join(E2E, 'traces', `${name}.json`), 'utf8')) as { ticks: Tick[] };
  const spec = { provider: flagger?.meshProvider, ...canary.spec };
  return [name, { metadata: { name: canary.name, namespace: name }, spec }, ticks] as const;
});

function made(spec: object, namespace = 'shop'): string[] {
  return generatedObjects({ metadata: { name: 'web', namespace }, spec }).map(keyText);
}

const targetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const workload = [
  'apps/Deployment shop/web-primary',
  'Service shop/web',
  'Service shop/web-primary',
  'Service shop/web-canary',
];

describe('the objects that Flagger makes for a Canary', () => {
  test.each(recorded)('are what it made in the recorded scenario %s', (namespace, canary, ticks) => {
    const keys = generatedObjects(canary);
    const ever = (pick: (tick: Tick) => readonly (string | undefined)[]) => [
      ...new Set(ticks.flatMap(pick).filter((name) => name !== undefined)),
    ];
    const services = ever((tick) => Object.keys(tick.services).filter((name) => tick.services[name] !== null));
    expect(keys.flatMap(({ kind, name }) => (kind === 'Service' ? [name] : [])).sort()).toStrictEqual(services.sort());
    expect(keys.some(({ kind }) => kind === 'Deployment')).toBe(ticks.some(({ primary }) => primary !== null));
    const others = ['Service', 'Deployment', 'HorizontalPodAutoscaler', 'DestinationRule'];
    const routes = keys.filter(({ kind }) => !others.includes(kind)).map(({ kind }) => kind);
    expect(routes).toStrictEqual(ever(({ traffic }) => [traffic?.kind]));
    expect(keys.every((key) => key.namespace === namespace)).toBe(true);
  });

  test.each<[string, object, string[]]>([
    ['linkerd', {}, ['split.smi-spec.io/TrafficSplit shop/web']],
    ['osm', {}, ['split.smi-spec.io/TrafficSplit shop/web']],
    ['smi:v1alpha3', {}, ['split.smi-spec.io/TrafficSplit shop/web']],
    ['gatewayapi:v1beta1', {}, ['gateway.networking.k8s.io/HTTPRoute shop/web']],
    [
      'istio',
      {},
      [
        'networking.istio.io/VirtualService shop/web',
        'networking.istio.io/DestinationRule shop/web-primary',
        'networking.istio.io/DestinationRule shop/web-canary',
      ],
    ],
    ['nginx', { ingressRef: { name: 'front' } }, ['networking.k8s.io/Ingress shop/front-canary']],
    ['skipper', { ingressRef: { name: 'front' } }, ['networking.k8s.io/Ingress shop/front-canary']],
    ['contour', {}, ['projectcontour.io/HTTPProxy shop/web']],
    ['traefik', {}, ['traefik.io/TraefikService shop/web']],
    [
      'gloo',
      {},
      [
        'gateway.solo.io/RouteTable shop/web',
        'gloo.solo.io/Upstream shop/shop-web-primaryupstream-80',
        'gloo.solo.io/Upstream shop/shop-web-canaryupstream-80',
      ],
    ],
    ['apisix', { routeRef: { name: 'front' } }, ['apisix.apache.org/ApisixRoute shop/front-web-canary']],
    ['kuma', {}, ['kuma.io/TrafficRoute web']],
    [
      'appmesh',
      {},
      [
        'appmesh.k8s.aws/VirtualNode shop/web',
        'appmesh.k8s.aws/VirtualNode shop/web-primary',
        'appmesh.k8s.aws/VirtualNode shop/web-canary',
        'appmesh.k8s.aws/VirtualService shop/web.shop',
        'appmesh.k8s.aws/VirtualService shop/web-canary.shop',
      ],
    ],
    [
      'appmesh:v1beta2',
      {},
      [
        'appmesh.k8s.aws/VirtualNode shop/web-primary',
        'appmesh.k8s.aws/VirtualNode shop/web-canary',
        'appmesh.k8s.aws/VirtualRouter shop/web',
        'appmesh.k8s.aws/VirtualRouter shop/web-canary',
        'appmesh.k8s.aws/VirtualService shop/web',
        'appmesh.k8s.aws/VirtualService shop/web-canary',
      ],
    ],
    ['kubernetes', {}, []],
    ['constructor', {}, []],
  ])('on %s are the primary, the Services and the route', (provider, more, route) => {
    expect(made({ provider, targetRef, service: { port: 80 }, ...more })).toStrictEqual([...workload, ...route]);
  });

  test('without a provider are those that every router shares', () => {
    expect(made({ targetRef, service: { port: 80 } })).toStrictEqual(workload);
  });

  test('follow the name of the Service, and copy the autoscaler', () => {
    const autoscalerRef = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'scaler' };
    const spec = { provider: 'contour', targetRef, autoscalerRef, service: { name: 'front', port: 80 } };
    expect(made(spec)).toStrictEqual([
      'apps/Deployment shop/web-primary',
      'keda.sh/ScaledObject shop/scaler-primary',
      'Service shop/front',
      'Service shop/front-primary',
      'Service shop/front-canary',
      'projectcontour.io/HTTPProxy shop/front',
    ]);
  });

  test('of a Service are two copies of it, of a Knative Service nothing', () => {
    const service = { apiVersion: 'v1', kind: 'Service', name: 'web' };
    expect(made({ targetRef: service })).toStrictEqual(['Service shop/web-primary', 'Service shop/web-canary']);
    const knative = { ...service, apiVersion: 'serving.knative.dev/v1' };
    expect(made({ provider: 'knative', targetRef: knative })).toStrictEqual([]);
  });

  test('are found in anything that calls itself a Canary, without an error', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (metadata, spec, part) => {
        for (const canary of [
          { metadata, spec },
          { metadata, spec: { targetRef, service: part, provider: 'gloo' } },
          { metadata, spec: { targetRef: part, ingressRef: part, autoscalerRef: part, provider: 'nginx' } },
          { metadata, spec: { targetRef, service: { gatewayRefs: part }, provider: 'gatewayapi:v1' } },
        ]) {
          for (const { kind, name } of generatedObjects(canary))
            expect([typeof kind, typeof name]).toStrictEqual(['string', 'string']);
          expect(Array.isArray(meshParents(canary))).toBe(true);
        }
        expect(Array.isArray(configCopies({ metadata, spec }))).toBe(true);
      }),
    );
  });
});

describe('the ConfigMaps and Secrets that Flagger copies', () => {
  test('are those that volumes, variables and init containers of the target read', () => {
    const copies = configCopies({
      metadata: { namespace: 'shop' },
      spec: {
        template: {
          spec: {
            volumes: [
              { configMap: { name: 'volume' } },
              { secret: { secretName: 'volume' } },
              { projected: { sources: [{ configMap: { name: 'projected' } }, { secret: { name: 'projected' } }] } },
              { emptyDir: {} },
            ],
            containers: [
              {
                env: [
                  { name: 'A', value: 'a' },
                  { name: 'B', valueFrom: { configMapKeyRef: { name: 'env', key: 'b' } } },
                  { name: 'C', valueFrom: { secretKeyRef: { name: 'env', key: 'c' } } },
                ],
                envFrom: [{ configMapRef: { name: 'volume' } }, { secretRef: { name: 'all' } }],
              },
            ],
            initContainers: [{ envFrom: [{ configMapRef: { name: 'init' } }] }],
            imagePullSecrets: [{ name: 'registry' }],
          },
        },
      },
    });
    expect(copies.map(keyText)).toStrictEqual([
      'ConfigMap shop/volume-primary',
      'ConfigMap shop/projected-primary',
      'ConfigMap shop/env-primary',
      'ConfigMap shop/init-primary',
      'Secret shop/volume-primary',
      'Secret shop/projected-primary',
      'Secret shop/env-primary',
      'Secret shop/all-primary',
    ]);
  });

  test('are neither those that say so nor those for registries', () => {
    expect([{}, { type: 'Opaque' }, { type: 'kubernetes.io/tls' }].map(isCopied)).toStrictEqual([true, true, true]);
    expect(isCopied({ metadata: { annotations: { 'flagger.app/config-tracking': 'disabled' } } })).toBe(false);
    expect(isCopied({ type: 'kubernetes.io/dockerconfigjson' })).toBe(false);
  });
});

describe('the Services that a mesh routes by the HTTPRoute of a Canary', () => {
  const service = {
    gatewayRefs: [{ kind: 'Service', name: 'web' }, { kind: 'Service', name: 'a', namespace: 'b' }, { name: 'public' }],
  };

  test('are its parents of that kind, by default in the namespace of the Canary', () => {
    const metadata = { namespace: 'shop' };
    expect(meshParents({ metadata, spec: { provider: 'gatewayapi:v1', targetRef, service } })).toStrictEqual([
      { name: 'web', namespace: 'shop' },
      { name: 'a', namespace: 'b' },
    ]);
    expect(meshParents({ metadata, spec: { provider: 'istio', targetRef, service } })).toStrictEqual([]);
  });
});
