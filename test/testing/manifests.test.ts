import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { Manifests, Match } from '../../src/testing';
import { bare, deployment } from './support/objects';

const FLUX = 'kustomize.toolkit.fluxcd.io/v1';
const shop = Manifests.of([
  deployment('backend'),
  deployment('frontend', { replicas: 3 }),
  bare('v1', 'Service', 'backend', 'shop'),
  bare('v1', 'Service', 'backend', 'shop-staging'),
  bare('split.smi-spec.io/v1alpha2', 'TrafficSplit', 'backend', 'shop'),
  bare(FLUX, 'Kustomization', 'apps', 'flux-system'),
  bare('kustomize.config.k8s.io/v1beta1', 'Kustomization', 'local'),
]);

function addConfigMap(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

describe('Manifests', () => {
  test('of an app have the objects of all its charts', () => {
    const app = new App();
    addConfigMap(new Chart(app, 'one'), 'first');
    addConfigMap(new Chart(app, 'two'), 'second');
    expect(Manifests.fromApp(app).objects.map(({ metadata }) => metadata.name)).toStrictEqual(['first', 'second']);
  });

  test('of a chart, a construct or a function have its objects only', () => {
    const app = new App();
    const chart = new Chart(app, 'one');
    const [first] = [addConfigMap(chart, 'first'), addConfigMap(new Chart(app, 'two'), 'second')];
    const made = [
      Manifests.fromChart(chart),
      Manifests.fromChart(first),
      Manifests.fromChart((own) => addConfigMap(own, 'first')),
    ];
    expect(made.map(({ objects }) => objects)).toStrictEqual(Array(3).fill([bare('v1', 'ConfigMap', 'first')]));
  });

  test('show what is wrong with the app', () => {
    const build = () =>
      Manifests.fromChart((chart) => {
        chart.node.addValidation({ validate: () => ['port must be a port, got 0; use 9898'] });
      });
    expect(build).toThrow('synth found 1 problem and wrote nothing:\n  test: port must be a port, got 0; use 9898');
  });

  test('take a namespace that is null or empty for none', () => {
    const metadata = [null, ''].map((namespace, index) => ({ name: `s${index}`, namespace }));
    const manifests = Manifests.of(metadata.map((named) => ({ apiVersion: 'v1', kind: 'Service', metadata: named })));
    expect(manifests.resource('Service', 's0').metadata.namespace).toBeNull();
    expect(() => manifests.resource('Service', 's')).toThrow(/got none; the nearest names are s0 and s1$/);
  });

  test('of other values name each that is no Kubernetes object', () => {
    const values = [deployment('backend'), [], { apiVersion: 'v1' }, { ...bare('v1', 'Service', 'a'), metadata: {} }];
    expect(() => Manifests.of(values)).toThrow(
      [
        'objects must be Kubernetes objects, got 3 that are not:',
        '  object 1: object must be a map with apiVersion, kind and metadata; write it like one',
        '  object 2: kind must be a name without blanks and slashes, got none; set it in the manifest',
        '  object 3: metadata.name must be a name without blanks and slashes, got none; set it in the manifest',
      ].join('\n'),
    );
  });
});

describe('a kind', () => {
  test.each([
    ['Deployment', 2],
    ['apps/Deployment', 2],
    ['apps/v1/Deployment', 2],
    ['apps/v2/Deployment', 0],
    ['extensions/Deployment', 0],
    ['v1/Deployment', 0],
    ['Service', 2],
    ['v1/Service', 2],
    ['TrafficSplit', 1],
    ['split.smi-spec.io/TrafficSplit', 1],
    ['kustomize.toolkit.fluxcd.io/Kustomization', 1],
    ['kustomize.config.k8s.io/v1beta1/Kustomization', 1],
    ['Ingress', 0],
  ])('%s is that of %i objects', (kind, count) => {
    expect(shop.findResources(kind)).toHaveLength(count);
    expect(() => {
      shop.resourceCountIs(kind, count);
    }).not.toThrow();
  });

  test('of two groups must name one of them', () => {
    expect(() => shop.findResources('Kustomization')).toThrow(
      'kind must name one group, got "Kustomization", which is here in 2 groups; ' +
        'write kustomize.toolkit.fluxcd.io/Kustomization or kustomize.config.k8s.io/Kustomization',
    );
    const services = Manifests.of([bare('v1', 'Service', 'a'), bare('serving.knative.dev/v1', 'Service', 'a')]);
    expect(() => {
      services.resourceCountIs('Service', 2);
    }).toThrow(/write v1\/Service or serving\.knative\.dev\/Service$/);
  });

  test('of two versions is one kind', () => {
    const scalers = ['autoscaling/v1', 'autoscaling/v2'].map((version) =>
      bare(version, 'HorizontalPodAutoscaler', version.slice(-2)),
    );
    const manifests = Manifests.of(scalers);
    expect(manifests.findResources('HorizontalPodAutoscaler')).toStrictEqual(scalers);
    expect(manifests.findResources('autoscaling/v2/HorizontalPodAutoscaler')).toStrictEqual(scalers.slice(1));
  });

  test.each(['deployment', 'Deployment.apps', 'apps/v1', 'a/b/c/Deployment', '/Deployment', 'apps/', ''])(
    '"%s" is none',
    (kind) => {
      expect(() => {
        shop.resourceCountIs(kind, 0);
      }).toThrow(
        `kind must be a Kubernetes kind, got "${kind}"; write it like "Deployment", "apps/Deployment" or "apps/v1/Deployment"`,
      );
    },
  );
});

describe('asked for objects', () => {
  test('findResources gives those that match, in their order', () => {
    expect(shop.findResources('Deployment')).toStrictEqual([
      deployment('backend'),
      deployment('frontend', { replicas: 3 }),
    ]);
    expect(shop.findResources('Deployment', { spec: { replicas: 3 } })).toStrictEqual([
      deployment('frontend', { replicas: 3 }),
    ]);
    expect(shop.findResources('Deployment', { spec: Match.absent() })).toStrictEqual([]);
  });

  test('resource gives the one of a name, with its namespace where it takes that to tell it', () => {
    expect(shop.resource('Deployment', 'backend')).toStrictEqual(deployment('backend'));
    expect(shop.resource('Service', 'shop-staging/backend').metadata.namespace).toBe('shop-staging');
    expect(() => shop.resource('Service', 'backend')).toThrow(
      'manifests must have one v1/Service backend, got 2:\n  Service shop-staging/backend\n  Service shop/backend',
    );
  });

  test('resource names the nearest names, or the nearest kinds', () => {
    expect(() => shop.resource('Deployment', 'backed')).toThrow(
      'manifests must have one apps/Deployment backed, got none; the nearest name is shop/backend',
    );
    expect(() => shop.resource('Deploymet', 'backend')).toThrow(
      'manifests must have one Deploymet backend, got none; the nearest kind is apps/v1/Deployment',
    );
  });

  test('does not depend on the order of the objects', () => {
    const objects = ['a', 'b', 'c', 'd', 'e'].map((name, index) => deployment(name, { replicas: index % 3 }));
    const message = (order: typeof objects) => {
      try {
        Manifests.of(order).hasResource('Deployment', { spec: { replicas: 1, paused: true } });
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(objects, { minLength: objects.length }), (order) => {
        expect(message(order)).toBe(message(objects));
      }),
    );
    expect(message(objects)).toContain(
      'nearest first:\n  apps/Deployment shop/b\n    /spec/paused: wanted true, got nothing',
    );
  });
});
