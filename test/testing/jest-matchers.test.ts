import { App, ApiObject, Chart } from 'cdk8s';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Capture, Manifests } from '../../src/testing';
import '../../src/testing/jest';
import { bare, deployment } from './support/objects';

const objects = [
  deployment('backend'),
  deployment('frontend', { replicas: 3 }),
  bare('v1', 'Service', 'backend', 'shop'),
];

/** What a failing assertion says. */
function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it passed';
}

describe('toHaveResource', () => {
  test('passes if an object matches, and captures from it', () => {
    const name = new Capture();
    expect(Manifests.of(objects)).toHaveResource('apps/Deployment', { metadata: { name }, spec: { replicas: 3 } });
    expect(name.value).toBe('frontend');
    expect(objects).toHaveResource('Service');
  });

  test('says what the method says if none does', () => {
    const manifests = Manifests.of(objects);
    const pattern = { spec: { replicas: 4 } };
    const method = messageOf(() => {
      manifests.hasResource('Deployment', pattern);
    });
    expect(method).toMatch(/^manifests must have a matching apps\/Deployment, got 2/);
    expect(
      messageOf(() => {
        expect(manifests).toHaveResource('Deployment', pattern);
      }),
    ).toBe(method);
  });

  test('not passes if none matches, and lists those that do', () => {
    const replicas = new Capture(3);
    expect(objects).not.toHaveResource('Ingress');
    expect(objects).not.toHaveResource('Deployment', { spec: { replicas: 4 } });
    expect(
      messageOf(() => {
        expect(objects).not.toHaveResource('Deployment', { spec: { replicas } });
      }),
    ).toBe('manifests must have no matching apps/Deployment, got 1:\n  apps/Deployment shop/frontend');
    expect(replicas.values).toStrictEqual([]);
  });

  test('not still refuses what is no kind', () => {
    expect(() => {
      expect(objects).not.toHaveResource('deployments.apps');
    }).toThrow(/^kind must be a Kubernetes kind/);
  });
});

describe('toHaveResourceCount', () => {
  test('counts the objects of a kind, or those that match', () => {
    expect(objects).toHaveResourceCount('Deployment', 2);
    expect(objects).toHaveResourceCount('Deployment', 1, { spec: { replicas: 3 } });
    expect(objects).toHaveResourceCount('Ingress', 0);
    expect(objects).not.toHaveResourceCount('Deployment', 1);
  });

  test('says which there are', () => {
    expect(
      messageOf(() => {
        expect(objects).toHaveResourceCount('Deployment', 3);
      }),
    ).toBe(
      'manifests must have 3 apps/Deployment, got 2:\n  apps/Deployment shop/backend\n  apps/Deployment shop/frontend',
    );
    expect(
      messageOf(() => {
        expect(objects).not.toHaveResourceCount('Service', 1);
      }),
    ).toBe('manifests must have a number of v1/Service other than 1, got 1:\n  Service shop/backend');
  });
});

describe('expect takes', () => {
  const addService = (chart: Chart) =>
    new ApiObject(chart, 'backend', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'backend' } });

  test('apps, charts, single constructs and functions', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const service = addService(chart);
    for (const value of [app, chart, service, addService]) expect(value).toHaveResourceCount('Service', 1);
  });

  test('folders', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jest-matchers-'));
    writeFileSync(join(folder, 'a.yaml'), JSON.stringify(objects[0]));
    expect(folder).toHaveResource('Deployment', { metadata: { name: 'backend' } });
    rmSync(folder, { recursive: true });
  });

  test.each([[{}], [null], [3]])('nothing else, such as %j', (value) => {
    expect(() => {
      expect(value).toHaveResource('Service');
    }).toThrow(/^value must be manifests or what they are made of, got .*; give expect\(\) Manifests, a construct/);
  });
});
