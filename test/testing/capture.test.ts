import fc from 'fast-check';
import { Capture, Manifests, Match, type Matcher } from '../../src/testing';
import { deployment } from './support/objects';

const shop = Manifests.of([
  deployment('backend'),
  deployment('frontend', { replicas: 3 }),
  deployment('cart', { replicas: 3, paused: true }),
]);

describe('Capture', () => {
  test('keeps the values of all objects that match, and of no other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.boolean())), (pairs) => {
        const objects = pairs.map(([replicas, paused], index) => deployment(`d${index}`, { replicas, paused }));
        const manifests = Manifests.of(objects);
        const kept = new Capture();
        manifests.findResources('Deployment', { spec: { replicas: kept, paused: true } });
        expect(kept.values).toStrictEqual(pairs.filter(([, paused]) => paused).map(([replicas]) => replicas));
      }),
    );
  });

  test('keeps nothing of an assertion that fails', () => {
    const replicas = new Capture();
    const pattern = { spec: { replicas, minReadySeconds: 1 } };
    expect(() => {
      shop.hasResource('Deployment', pattern);
    }).toThrow(/minReadySeconds/);
    expect(() => {
      shop.resourceCountIs('Deployment', 1, { spec: { replicas } });
    }).toThrow(/got 3/);
    expect(replicas.values).toStrictEqual([]);
  });

  test('can want something itself, and adds what later calls find', () => {
    const replicas = new Capture(Match.not(2));
    shop.hasResource('Deployment', { spec: { replicas, paused: Match.absent() } });
    expect(replicas.values).toStrictEqual([3]);
    shop.resourceCountIs('Deployment', 1, { metadata: { name: 'cart' }, spec: { replicas } });
    expect(replicas.values).toStrictEqual([3, 3]);
  });

  test('keeps of a list what matched', () => {
    const port = new Capture();
    const containers = Match.arrayWith([{ ports: [{ containerPort: port }] }]);
    shop.hasResource('Deployment', { metadata: { name: 'cart' }, spec: { template: { spec: { containers } } } });
    expect(port.value).toBe(9898);
  });

  test('keeps nothing inside not', () => {
    const name = new Capture('cart');
    shop.resourceCountIs('Deployment', 2, { metadata: { name: Match.not(name) } });
    expect(name.values).toStrictEqual([]);
  });

  test('keeps inside a matcher of a team that hands it on', () => {
    const replicas = new Capture();
    const spec: Matcher = {
      wanted: 'a spec',
      mismatches: (value, whenMatched) => Match.objectLike({ replicas }).mismatches(value, whenMatched),
    };
    shop.hasResource('Deployment', { metadata: { name: 'cart' }, spec });
    expect(replicas.value).toBe(3);
  });

  test('has one value only after it has found just one', () => {
    const name = new Capture();
    expect(() => name.value).toThrow('capture must have found one value, got 0; use it in a call that matches first');
    shop.hasResource('Deployment', { metadata: { name } });
    expect(() => name.value).toThrow('capture must have found one value, got 3; read values, or narrow the pattern');
  });
});
