import fc from 'fast-check';
import { Manifests, Match } from '../../src/testing';
import { leavesOf } from '../support/schema-samples';
import { bare, deployment } from './support/objects';
import { subsets, withValueAt } from './support/plain-data';

/** The lines of what a call throws. */
function linesOf(call: () => void): string[] {
  try {
    call();
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

const shop = Manifests.of([
  deployment('backend'),
  deployment('frontend', { replicas: 3, minReadySeconds: 3 }),
  deployment('cart', { replicas: 1, paused: true }),
  deployment('search', { replicas: 5, paused: true, minReadySeconds: 3 }),
  bare('v1', 'Service', 'backend', 'shop'),
]);

describe('when no object matches', () => {
  test('the three nearest are shown, those with the least differences first', () => {
    const miss = () => {
      shop.hasResource('Deployment', {
        spec: {
          replicas: 3,
          paused: Match.absent(),
          template: { spec: { containers: Match.arrayWith([{ image: Match.stringLikeRegexp('^front') }]) } },
          minReadySeconds: Match.not(3),
        },
      });
    };
    expect(linesOf(miss)).toStrictEqual([
      'manifests must have a matching apps/Deployment, got 4 that differ, nearest first:',
      '  apps/Deployment shop/frontend',
      '    /spec/minReadySeconds: wanted anything but 3, got 3',
      '  apps/Deployment shop/backend',
      '    /spec/replicas: wanted 3, got 2',
      '    /spec/template/spec/containers/0/image: wanted a string matching /^front/, got "backend:6.9.4"',
      '  apps/Deployment shop/cart',
      '    /spec/replicas: wanted 3, got 1',
      '    /spec/paused: wanted nothing, got true',
      '    /spec/template/spec/containers/0/image: wanted a string matching /^front/, got "cart:6.9.4"',
      '  and 1 more',
    ]);
  });

  test('the one of the wanted name comes first, however much differs', () => {
    const miss = () => {
      shop.hasResource('Deployment', { metadata: { name: 'search' }, spec: { replicas: 3, paused: Match.absent() } });
    };
    expect(linesOf(miss)).toStrictEqual([
      'manifests must have a matching apps/Deployment, got 4 that differ, nearest first:',
      '  apps/Deployment shop/search',
      '    /spec/replicas: wanted 3, got 5',
      '    /spec/paused: wanted nothing, got true',
      '  apps/Deployment shop/frontend',
      '    /metadata/name: wanted "search", got "frontend"',
      '  apps/Deployment shop/backend',
      '    /metadata/name: wanted "search", got "backend"',
      '    /spec/replicas: wanted 3, got 2',
      '  and 1 more',
    ]);
  });

  test('a missing object counts as many fields as it should have, and is shown shortened', () => {
    const strategy = { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 }, type: 'RollingUpdate' };
    const long = { metadata: { annotations: { a: 'x'.repeat(50), b: 'y'.repeat(50) } } };
    const manifests = Manifests.of([deployment('bare'), deployment('other', { strategy: { type: 'RollingUpdate' } })]);
    const miss = () => {
      manifests.hasResource('Deployment', { ...long, spec: { strategy } });
    };
    expect(linesOf(miss)).toStrictEqual([
      'manifests must have a matching apps/Deployment, got 2 that differ, nearest first:',
      '  apps/Deployment shop/other',
      `    /metadata/annotations: wanted {"a":"${'x'.repeat(50)}","b":"${'y'.repeat(36)}…, got nothing`,
      '    /spec/strategy/rollingUpdate: wanted {"maxSurge":"25%","maxUnavailable":0}, got nothing',
      '  apps/Deployment shop/bare',
      `    /metadata/annotations: wanted {"a":"${'x'.repeat(50)}","b":"${'y'.repeat(36)}…, got nothing`,
      '    /spec/strategy: wanted {"rollingUpdate":{"maxSurge":"25%","maxUnavailable":0},"type":"RollingUpdate"}, got nothing',
    ]);
  });

  test('an object with many differences shows some of them', () => {
    const labels = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`l${index}`, 'x']));
    const manifests = Manifests.of([{ ...bare('v1', 'Service', 'a'), metadata: { name: 'a', labels: {} } }]);
    const lines = linesOf(() => {
      manifests.hasResource('Service', { metadata: { labels } });
    });
    expect(lines).toHaveLength(11);
    expect(lines.slice(-2)).toStrictEqual(['    /metadata/labels/l7: wanted "x", got nothing', '    and 2 more']);
  });

  test('the message has the pointer of the one leaf that differs', () => {
    fc.assert(
      fc.property(subsets, fc.nat(), ([spec, shown], at) => {
        const leaves = leavesOf(shown);
        fc.pre(leaves.length > 0);
        const [pointer] = leaves[at % leaves.length] ?? [''];
        const object = { ...bare('v1', 'ConfigMap', 'a'), spec };
        const pattern = { spec: withValueAt(shown, pointer, 'changed, and like nothing else') };
        const [, , ...differences] = linesOf(() => {
          Manifests.of([object]).hasResource('ConfigMap', pattern);
        });
        expect(differences).toStrictEqual([expect.stringContaining(`    /spec${pointer}: wanted "`)]);
      }),
    );
  });

  test('because there is none of the kind, the nearest kinds are named', () => {
    const miss = (kind: string) =>
      linesOf(() => {
        shop.hasResource(kind, {});
      });
    expect(miss('Deploymnt')).toStrictEqual([
      'manifests must have the kind Deploymnt, got none of it; the nearest kind is apps/v1/Deployment',
    ]);
    expect(miss('apps/v1beta1/Deployment')).toStrictEqual([
      'manifests must have the kind apps/v1beta1/Deployment, got none of it; the nearest kind is apps/v1/Deployment',
    ]);
    expect(miss('Ingress')).toStrictEqual([
      'manifests must have the kind Ingress, got none of it; the nearest kinds are v1/Service and apps/v1/Deployment',
    ]);
    expect(
      linesOf(() => {
        Manifests.of([]).hasResource('Ingress');
      }),
    ).toStrictEqual(['manifests must have the kind Ingress, got none of it; there are no objects at all']);
  });
});

describe('when the count is another', () => {
  test('the objects that there are are listed', () => {
    const miss = () => {
      shop.resourceCountIs('Deployment', 1);
    };
    expect(linesOf(miss)).toStrictEqual([
      'manifests must have 1 apps/Deployment, got 4:',
      '  apps/Deployment shop/backend',
      '  apps/Deployment shop/cart',
      '  apps/Deployment shop/frontend',
      '  apps/Deployment shop/search',
    ]);
  });

  test('of those that match, those that do not are shown if they are missed', () => {
    const count = (wanted: number) =>
      linesOf(() => {
        shop.resourceCountIs('Deployment', wanted, { spec: { replicas: 3 } });
      });
    expect(count(0)).toStrictEqual([
      'manifests must have 0 matching apps/Deployment, got 1:',
      '  apps/Deployment shop/frontend',
    ]);
    expect(count(1)).toStrictEqual([]);
    expect(
      linesOf(() => {
        shop.resourceCountIs('Service', 0, { metadata: { name: 'backend' } });
      }),
    ).toStrictEqual(['manifests must have 0 matching v1/Service, got 1:', '  Service shop/backend']);
    expect(count(2)).toStrictEqual([
      'manifests must have 2 matching apps/Deployment, got 1:',
      '  apps/Deployment shop/frontend',
      'those that differ, nearest first:',
      '  apps/Deployment shop/backend',
      '    /spec/replicas: wanted 3, got 2',
      '  apps/Deployment shop/cart',
      '    /spec/replicas: wanted 3, got 1',
      '  apps/Deployment shop/search',
      '    /spec/replicas: wanted 3, got 5',
    ]);
  });

  test('because there is none of the kind, the nearest kinds are named', () => {
    const miss = () => {
      shop.resourceCountIs('Servce', 1);
    };
    expect(linesOf(miss)).toStrictEqual(['manifests must have 1 Servce, got none; the nearest kind is v1/Service']);
  });

  test('long lists are cut', () => {
    const many = Manifests.of(Array.from({ length: 30 }, (_, index) => bare('v1', 'Service', `s${10 + index}`)));
    const lines = linesOf(() => {
      many.resourceCountIs('Service', 1);
    });
    expect(lines.slice(-2)).toStrictEqual(['  Service s29', '  and 10 more']);
  });

  test.each([-1, 1.5, Number.NaN])('%d is no count', (count) => {
    expect(() => {
      shop.resourceCountIs('Deployment', count);
    }).toThrow(`count must be a whole number from 0 on, got ${count}; say how many objects there are`);
  });
});
