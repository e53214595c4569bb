import fc from 'fast-check';
import { ApiObject } from 'cdk8s';
import { parse } from 'yaml';
import { manifestSerializer, type ManifestObject, snapshotOf, synth } from '../../src/testing';

const deployment: ManifestObject = {
  kind: 'Deployment',
  spec: { template: { spec: { containers: [{ name: 'app', image: 'podinfo:6.9.4' }] } }, minReadySeconds: 3 },
  metadata: { namespace: 'shop', name: 'backend', labels: { 'app.example.com/part': 'backend' } },
  apiVersion: 'apps/v1',
};
const namespace: ManifestObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

function print(value: unknown, omit: readonly string[] = []): string {
  return manifestSerializer({ omit }).serialize(value, {}, '');
}

/** Any data that a manifest can hold; numbers beyond what JavaScript holds exactly are the writer's concern. */
const data = fc.anything({ values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)], maxDepth: 3 });

describe('manifestSerializer', () => {
  test('prints an object as YAML: API version, kind and metadata first, other keys sorted', () => {
    expect(print(deployment)).toBe(
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '  labels:',
        '    app.example.com/part: backend',
        '  name: backend',
        '  namespace: shop',
        'spec:',
        '  minReadySeconds: 3',
        '  template:',
        '    spec:',
        '      containers:',
        '        - image: podinfo:6.9.4',
        '          name: app',
      ].join('\n'),
    );
  });

  test('leaves out what omit names, and nothing else', () => {
    const omit = ['/spec/template', '/metadata/labels/app.example.com~1part', '/spec/absent'];
    expect(parse(print(deployment, omit))).toStrictEqual({
      ...deployment,
      metadata: { namespace: 'shop', name: 'backend', labels: {} },
      spec: { minReadySeconds: 3 },
    });
  });

  test('leaves one item out of a list', () => {
    const config = { ...namespace, list: ['a', 'b', 'c'] };
    expect(parse(print(config, ['/list/1']))).toStrictEqual({ ...namespace, list: ['a', 'c'] });
  });

  test('refuses an omit that is no JSON pointer', () => {
    expect(() => print(namespace, ['spec.template'])).toThrow(
      'omit must hold JSON pointers, got "spec.template"; write it like "/spec/template"',
    );
  });

  test('prints a list in the order of kind, namespace and name, whatever order it came in', () => {
    expect(print([namespace, deployment])).toBe(print([deployment, namespace]));
    expect(print([namespace, deployment])).toBe(`${print(namespace)}\n---\n${print(deployment)}`);
  });

  test('takes objects and lists of objects, and nothing else', () => {
    const serializer = manifestSerializer();
    const takes = (value: unknown): boolean => serializer.test(value);
    expect([deployment, [deployment, namespace]].map(takes)).toStrictEqual([true, true]);
    const others = [null, 'text', [], [deployment, 1], { kind: 'X' }, { ...namespace, metadata: {} }];
    expect(others.map(takes)).toStrictEqual([false, false, false, false, false, false]);
  });

  test('loses no value and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), data), (fields) => {
        const object = { ...fields, ...namespace };
        const reversed = Object.fromEntries(Object.entries(object).reverse()) as typeof object;
        expect(print(reversed)).toBe(print(object));
        expect(JSON.stringify(sortKeys(parse(print(object))))).toBe(JSON.stringify(sortKeys(object)));
      }),
    );
  });

  test('refuses what is no data instead of printing it empty', () => {
    expect(() => print({ ...namespace, spec: { since: new Date(0) } })).toThrow(/^\/spec\/since must be plain data/);
  });

  test('works as a Jest serializer, also for objects inside other values', () => {
    expect.addSnapshotSerializer(manifestSerializer({ omit: ['/spec'] }));
    expect({ objects: { only: namespace } }).toMatchInlineSnapshot(`
     {
       "objects": {
         "only": apiVersion: v1
         kind: Namespace
         metadata:
           name: shop,
       },
     }
    `);
    expect([namespace, deployment]).toMatchInlineSnapshot(`
     apiVersion: v1
     kind: Namespace
     metadata:
       name: shop
     ---
     apiVersion: apps/v1
     kind: Deployment
     metadata:
       labels:
         app.example.com/part: backend
       name: backend
       namespace: shop
    `);
  });
});

describe('snapshotOf', () => {
  test('gives one text per object, by kind, namespace and name', () => {
    const texts = snapshotOf([namespace, deployment]);
    expect(Object.keys(texts)).toStrictEqual(['Namespace shop', 'apps/Deployment shop/backend']);
    expect(texts['Namespace shop']).toBe('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n');
  });

  test('changes exactly one text when a construct renames a field', () => {
    const build = (field: string): Record<string, string> =>
      snapshotOf(
        synth((chart) => {
          new ApiObject(chart, 'a', {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'a' },
            data: { [field]: 'x' },
          });
          new ApiObject(chart, 'b', {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'b' },
            data: { other: 'x' },
          });
        }),
      );
    const [before, after] = [build('color'), build('colour')];
    expect(Object.keys(after)).toStrictEqual(Object.keys(before));
    expect(Object.keys(before).filter((title) => before[title] !== after[title])).toStrictEqual(['ConfigMap a']);
  });

  test('tells two groups with the same kind and name apart', () => {
    const titles = Object.keys(snapshotOf([namespace, { ...namespace, apiVersion: 'example.com/v1' }]));
    expect(titles).toStrictEqual(['Namespace shop', 'example.com/Namespace shop']);
  });

  test('refuses two objects of the same name instead of dropping one', () => {
    expect(() => snapshotOf([namespace, { ...namespace }])).toThrow(
      'objects must differ in kind, namespace or name, got two of Namespace shop; snapshot each cluster alone',
    );
  });
});

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, below]: [string, unknown]) => [key, sortKeys(below)]);
}
