import { ApiObject, type ApiObjectProps, App, Chart, Lazy, Size } from 'cdk8s';
import * as plus from 'cdk8s-plus-27';
import fc from 'fast-check';
import { Canary } from '../../imports/flagger.app';
import { writeDocuments } from '../../src/manifest/yaml-writer';
import { rawObject } from '../../src/synth/cdk8s-internals';
import { copyPlain } from '../../src/synth/plain-copy';
import { Synthesis } from '../../src/synth/synthesis';
import { testApp } from '../support/synth-app';
import { removeFolders } from '../support/synth-folder';

afterAll(removeFolders);

const words = fc.constantFrom('a', 'b', 'B', 'name', 'value', 'spec', '10', '9', 'toString', 'é', 'zone');
const scalars = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e15, min: -1e15 }),
);
const absent = fc.constantFrom(null, undefined);
const { value: data } = fc.letrec<{ value: unknown; list: unknown; map: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalars, absent, tie('list'), tie('map')),
  list: fc.array(
    tie('value').filter((item) => item !== null && item !== undefined),
    { maxLength: 4 },
  ),
  map: fc.dictionary(words, tie('value'), { maxKeys: 5, noNullPrototype: true }),
}));
const labels = fc.option(fc.dictionary(words, fc.string(), { maxKeys: 3, noNullPrototype: true }), { nil: undefined });
const metadata = fc.record(
  {
    name: fc.constant('x'),
    namespace: fc.constant('ns'),
    labels,
    annotations: labels,
    extra: data,
    finalizers: fc.array(words),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const objects = fc.record(
  {
    apiVersion: fc.constantFrom('v1', 'apps/v1'),
    kind: fc.constant('Thing'),
    metadata,
    spec: data,
    data,
    Zone: data,
    status: data,
  },
  { requiredKeys: ['apiVersion', 'kind'], noNullPrototype: true },
) as fc.Arbitrary<ApiObjectProps>;

/** Two equal texts mean equal values in equal order. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (Object.is(item, -0) ? '-0' : item));
}

function copyOf(object: ApiObject): unknown {
  const raw = rawObject(object);
  return raw === undefined ? undefined : copyPlain(raw.props, raw.metadata, !process.env.CDK8S_DISABLE_SORT);
}

describe('plain data', () => {
  const grow = (object: ApiObject) => {
    object.metadata.addLabel('later', 'yes');
    object.metadata.addAnnotation('a.io/b', 'c');
    object.metadata.add('generation', 3);
    object.metadata.add('nothing', { empty: [] });
    object.metadata.addFinalizers('f');
    object.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' });
  };

  test.each(['', '1'])('is rendered as cdk8s does, key by key, with CDK8S_DISABLE_SORT=%p', (disableSort) => {
    process.env.CDK8S_DISABLE_SORT = disableSort;
    let plain = 0;
    fc.assert(
      fc.property(objects, fc.boolean(), labels, (props, grown, chartLabels) => {
        const object = new ApiObject(
          new Chart(new App(), 'c', { namespace: 'chart', labels: chartLabels }),
          'x',
          props,
        );
        if (grown) grow(object);
        const copy = copyOf(object);
        if (copy === undefined) return;
        plain += 1;

        expect(textOf(copy)).toBe(textOf(object.toJson()));
      }),
      { numRuns: 500 },
    );
    delete process.env.CDK8S_DISABLE_SORT;

    expect(plain).toBeGreaterThan(400);
  });

  test.each<[string, unknown]>([
    ['a Lazy', Lazy.any({ produce: () => 1 })],
    ['a token', { resolve: () => 1 }],
    [
      'a union of a generated construct',
      new (class IntOrString {
        constructor(readonly value: number) {}
      })(1),
    ],
    ['a class instance', new (class Colour {})()],
    ['NaN', Number.NaN],
    ['a token in text', '${Token[TOKEN.1]}'],
    ['nothing in a list', [null]],
  ])('%s is left to cdk8s', (_case, value) => {
    const object = new ApiObject(new Chart(new App(), 'c'), 'x', { apiVersion: 'v1', kind: 'X', spec: { value } });

    expect(copyOf(object)).toBeUndefined();
  });
});

describe('objects of others', () => {
  test('a generated construct renders itself', () => {
    const canary = new Canary(new Chart(new App(), 'c'), 'x', { spec: {} as never });

    expect(rawObject(canary)).toBeUndefined();
  });

  test('an object with a method of its own renders itself', () => {
    const object = new ApiObject(new Chart(new App(), 'c'), 'x', { apiVersion: 'v1', kind: 'X' });
    object.metadata.toJson = () => ({ name: 'mine' });

    expect(rawObject(object)).toBeUndefined();
  });

  test('cdk8s-plus comes out as from cdk8s', () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop', labels: { team: 'shop' } });
      const config = new plus.ConfigMap(chart, 'config', { data: { a: 'yes' } });
      const deployment = new plus.Deployment(chart, 'web', {
        containers: [
          { image: 'podinfo:6.9.4', portNumber: 9898, resources: { memory: { limit: Size.mebibytes(64) } } },
        ],
      });
      deployment.containers[0]?.env.copyFrom(plus.Env.fromConfigMap(config));
      deployment.exposeViaIngress('/', { ports: [{ port: 80, targetPort: 9898 }] });
      new plus.HorizontalPodAutoscaler(chart, 'hpa', { target: deployment, maxReplicas: 4 });
      return chart;
    };
    const app = testApp();
    build(app);
    const files: unknown[] = [];
    new Synthesis(app).run(({ manifests }) => files.push(...manifests));

    expect(writeDocuments(files.map((value) => ({ value })))).toBe(
      writeDocuments((build(new App()).toJson() as unknown[]).map((value) => ({ value }))),
    );
    expect(files.length).toBeGreaterThanOrEqual(5);
  });

  test('resolvers of the app are asked for every value, plain ones too', () => {
    const known: Record<string, string> = { '${Token[T.1]}': 'token', plain: 'replaced' };
    const app = testApp({
      resolvers: [
        {
          resolve: (context) => {
            const value = known[String(context.value)];
            if (value !== undefined) context.replaceValue(value);
          },
        },
      ],
    });
    const data = { a: '${Token[T.1]}', b: 'plain' };
    const chart = new Chart(app, 'c');
    new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', data });
    new ApiObject(chart, 'y', { apiVersion: 'v1', kind: 'ConfigMap', data: { b: 'plain' } });

    expect(app.synthYaml().match(/[ab]: .*/g)).toStrictEqual(['a: token', 'b: replaced', 'b: replaced']);
  });
});
