import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { generatedObjects } from '../../src/manifest/generated-objects';
import { keyText } from '../../src/manifest/object-key';
import { configMap, findingsOf, folderChart, testApp } from '../support/synth-app';
import { removeFolders } from '../support/synth-folder';

afterAll(removeFolders);

const namespace = 'shop';

interface RawCanary {
  readonly name?: string;
  readonly namespace?: string;
  readonly target?: string;
  readonly spec?: object;
}

/** A Canary that no construct of ours stands for. */
function rawCanary(scope: Construct, id: string, { name = 'web', target = 'web', ...rest }: RawCanary = {}): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name, namespace: rest.namespace ?? namespace },
    spec: { provider: 'istio', targetRef: deployment(target), service: { port: 80 }, ...rest.spec },
  });
}

function deployment(name: string) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name };
}

function raw(
  scope: Construct,
  id: string,
  apiVersion: string,
  kind: string,
  name: string,
  more: object = {},
): ApiObject {
  return new ApiObject(scope, id, { apiVersion, kind, metadata: { name, namespace }, ...more });
}

describe('an object that Flagger makes', () => {
  test('is not declared on its cluster, in whatever chart', () => {
    const app = testApp();
    raw(folderChart(app, 'before'), 'split', 'networking.istio.io/v1', 'VirtualService', 'web');
    rawCanary(folderChart(app, 'canaries'), 'web');
    raw(folderChart(app, 'after'), 'service', 'v1', 'Service', 'web-canary');
    expect(findingsOf(app)).toStrictEqual([
      'before/split: object must be left to its maker, got networking.istio.io/VirtualService shop/web, which Flagger makes for the Canary at canaries/web; remove it',
      'after/service: object must be left to its maker, got Service shop/web-canary, which Flagger makes for the Canary at canaries/web; remove it',
    ]);
  });

  test('is free on other clusters, in other namespaces and under other names', () => {
    const app = testApp();
    rawCanary(folderChart(app, 'canaries'), 'web');
    raw(folderChart(app, 'cloud', { cluster: 'cloud' }), 'service', 'v1', 'Service', 'web');
    const same = folderChart(app, 'same');
    new ApiObject(same, 'other', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'other' } });
    raw(same, 'another', 'v1', 'Service', 'web-blue');
    raw(same, 'target', 'apps/v1', 'Deployment', 'web');
    expect(findingsOf(app)).toStrictEqual([]);
  });

  test('is found for every provider and every object', () => {
    const providers = ['linkerd', 'gatewayapi:v1', 'istio', 'nginx', 'contour', 'gloo', 'kuma', 'apisix', 'appmesh'];
    fc.assert(
      fc.property(fc.constantFrom(...providers), fc.nat(), (provider, index) => {
        const app = testApp();
        const autoscalerRef = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'web' };
        const more = { provider, autoscalerRef, ingressRef: { name: 'front' }, routeRef: { name: 'front' } };
        const canary = rawCanary(folderChart(app, 'canaries'), 'web', { spec: more });
        const keys = generatedObjects(canary.toJson() as object);
        const key = keys[index % keys.length];
        if (key === undefined) throw new Error('a Canary makes something');
        const { group, kind, name } = key;
        const apiVersion = group === '' ? 'v1' : `${group}/v1`;
        const metadata = { name, ...(key.namespace !== '' && { namespace: key.namespace }) };
        new ApiObject(folderChart(app, 'by-hand'), 'object', { apiVersion, kind, metadata });
        expect(findingsOf(app)).toStrictEqual([
          `by-hand/object: object must be left to its maker, got ${keyText(key)}, which Flagger makes for the Canary at canaries/web; remove it`,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  test('may be the copy of a ConfigMap that the target reads, unless it is not copied', () => {
    const app = testApp();
    const shop = folderChart(app, 'shop');
    const envFrom = ['copied', 'kept'].map((name) => ({ configMapRef: { name } }));
    const template = { spec: { containers: [{ name: 'web', envFrom }] } };
    configMap(shop, 'copied-primary', { metadata: { name: 'copied-primary', namespace } });
    configMap(shop, 'kept-primary', { metadata: { name: 'kept-primary', namespace } });
    const annotations = { 'flagger.app/config-tracking': 'disabled' };
    configMap(shop, 'kept', { metadata: { name: 'kept', namespace, annotations } });
    rawCanary(shop, 'rollout');
    raw(shop, 'web', 'apps/v1', 'Deployment', 'web', { spec: { template } });
    expect(findingsOf(app)).toStrictEqual([
      'shop/copied-primary: object must be left to its maker, got ConfigMap shop/copied-primary, which Flagger makes for the Canary at shop/rollout; remove it',
    ]);
  });
});

describe('two Canaries', () => {
  test('have no target in common', () => {
    const app = testApp();
    rawCanary(folderChart(app, 'one'), 'a', { name: 'a' });
    rawCanary(folderChart(app, 'two'), 'b', { name: 'b', spec: { service: { name: 'other', port: 80 } } });
    expect(findingsOf(app)).toStrictEqual([
      'two/b: Canary must have Flagger make objects of its own, got apps/Deployment shop/web-primary, which it makes for the one at one/a, too; choose another target or service.name, or remove one',
    ]);
  });

  test('have no route in common: that of Kuma belongs to the whole cluster', () => {
    const kuma = { spec: { provider: 'kuma' } };
    const shops = (cluster: string) => {
      const app = testApp();
      rawCanary(folderChart(app, 'one'), 'web', kuma);
      rawCanary(folderChart(app, 'two', { cluster }), 'web', { ...kuma, namespace: 'other' });
      return findingsOf(app);
    };
    expect(shops('cloud')).toStrictEqual([]);
    expect(shops('laptop')).toStrictEqual([
      expect.stringMatching(/^two\/web: Canary must .* got kuma\.io\/TrafficRoute web, .* at one\/web, too;/),
    ]);
  });

  test('may read the same ConfigMap', () => {
    const app = testApp();
    const shop = folderChart(app, 'shop');
    const template = { spec: { containers: [{ envFrom: [{ configMapRef: { name: 'settings' } }] }] } };
    for (const name of ['a', 'b']) {
      rawCanary(shop, `${name}-rollout`, { name, target: name });
      raw(shop, name, 'apps/v1', 'Deployment', name, { spec: { template } });
    }
    expect(findingsOf(app)).toStrictEqual([]);
  });

  test('of one name are told once', () => {
    const app = testApp();
    rawCanary(folderChart(app, 'one'), 'web');
    rawCanary(folderChart(app, 'two'), 'web');
    expect(findingsOf(app)).toStrictEqual([
      expect.stringMatching(/^two\/web: object must be the only one of its name/),
    ]);
  });
});

describe('an Ingress that Flagger copies', () => {
  const paths = {
    paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
  };

  function copied(provider: string, annotations: Readonly<Record<string, string>>, rules: object[]): string[] {
    const app = testApp();
    rawCanary(folderChart(app, 'canaries'), 'web', { spec: { provider, ingressRef: { name: 'front' } } });
    new ApiObject(folderChart(app, 'ingresses'), 'front', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'front', namespace, annotations },
      spec: { rules },
    });
    return findingsOf(app);
  }

  test('has an annotation on Skipper, or Flagger crashes', () => {
    expect(copied('skipper', {}, [{ http: paths }])).toStrictEqual([
      'ingresses/front: Ingress must have an annotation, got none for the Canary on skipper at canaries/web; Flagger would crash, and serve no canary of the cluster: add one',
    ]);
    expect(copied('skipper', { 'example.com/note': 'any' }, [{ http: paths }])).toStrictEqual([]);
    expect(copied('nginx', {}, [{ http: paths }])).toStrictEqual([]);
    expect(copied('contour', {}, [{}])).toStrictEqual([]);
  });

  test.each(['nginx', 'skipper'])('has paths in every rule on %s, or Flagger crashes', (provider) => {
    const rules = [{ http: paths }, { host: 'shop.example.com' }];
    expect(copied(provider, { 'example.com/note': 'any' }, rules)).toStrictEqual([
      `ingresses/front: Ingress must have paths in every rule, got none for the Canary on ${provider} at canaries/web; Flagger would crash, and serve no canary of the cluster: add one`,
    ]);
  });
});

describe("Linkerd's ServiceProfile", () => {
  const parents = { gatewayRefs: [{ group: 'core', kind: 'Service', name: 'web', namespace }], port: 80 };

  function beside(spec: object, profile: string): string[] {
    const app = testApp();
    rawCanary(folderChart(app, 'canaries'), 'web', { spec });
    raw(folderChart(app, 'profiles'), 'profile', 'linkerd.io/v1alpha2', 'ServiceProfile', profile);
    return findingsOf(app);
  }

  test('is not declared for a Service whose requests an HTTPRoute of Flagger splits', () => {
    const spec = { provider: 'gatewayapi:v1', service: parents };
    expect(beside(spec, 'web.shop.svc.cluster.local')).toStrictEqual([
      'profiles/profile: ServiceProfile must be left out where Flagger shifts traffic with an HTTPRoute, got linkerd.io/ServiceProfile shop/web.shop.svc.cluster.local beside the Canary at canaries/web; Linkerd would ignore the route: remove it',
    ]);
    expect(beside(spec, 'web.other.svc.cluster.local')).toStrictEqual([]);
    expect(beside(spec, 'web-blue.shop.svc.cluster.local')).toStrictEqual([]);
  });

  test('may be declared where a TrafficSplit splits them, or a Gateway', () => {
    const name = 'web.shop.svc.cluster.local';
    expect(beside({ provider: 'linkerd' }, name)).toStrictEqual([]);
    expect(beside({ provider: 'gatewayapi:v1', service: { gatewayRefs: [{ name: 'public' }] } }, name)).toStrictEqual(
      [],
    );
  });
});

describe('a route of requests that Flagger splits with an HTTPRoute', () => {
  const gatewayRefs = [{ group: 'core', kind: 'Service', name: 'web', port: 80 }];
  const spec = { provider: 'gatewayapi:v1', service: { port: 80, gatewayRefs } };

  function findings(kind: string, parent: object, group = 'gateway.networking.k8s.io'): string[] {
    const app = testApp();
    rawCanary(folderChart(app, 'canaries'), 'web', { spec });
    raw(folderChart(app, 'routes'), 'route', `${group}/v1`, kind, 'other', { spec: { parentRefs: [parent] } });
    return findingsOf(app);
  }

  test.each([
    ['HTTPRoute', { kind: 'Service', name: 'web', port: 80 }],
    ['GRPCRoute', { kind: 'Service', name: 'web' }],
    ['HTTPRoute', { kind: 'Service', name: 'web', namespace }],
  ])('is not declared beside it: %s of %j', (kind, parent) => {
    expect(findings(kind, parent)).toStrictEqual([
      `routes/route: parentRefs must leave the requests of Service shop/web to the HTTPRoute that Flagger writes, got gateway.networking.k8s.io/${kind} shop/other beside the Canary at canaries/web; one of both would count, and the new version get no requests, or all: remove it`,
    ]);
  });

  test("is not one of Linkerd's group either", () => {
    expect(findings('HTTPRoute', { kind: 'Service', name: 'web' }, 'policy.linkerd.io')).toHaveLength(1);
  });

  test.each([
    { kind: 'Service', name: 'web', namespace: 'media' },
    { kind: 'Service', name: 'web', port: 81 },
    { kind: 'Service', name: 'web-primary' },
    { kind: 'Gateway', name: 'web' },
  ])('may be of other requests: %j', (parent) => {
    expect(findings('HTTPRoute', parent)).toStrictEqual([]);
  });
});
