import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { Canary } from '../../../src/constructs/delivery/canary';
import { LoadTester } from '../../../src/constructs/delivery/load-tester';
import { blueGreen } from '../../../src/constructs/delivery/strategy';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import type { TeamNetwork } from '../../../src/constructs/workspace/team-network';
import type { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { Endpoint } from '../../../src/manifest/network/endpoint';
import { mayConnect } from '../../../src/manifest/network/may-connect';
import type { NetworkPolicy } from '../../../src/manifest/network/network-policy';
import { type ManifestObject, manifestSerializer } from '../../../src/testing';
import { findingsOf } from '../../support/synth-app';
import { adminObjects, clusterIn, devWorkspace, environmentOn, fleetApp, problems, workspaceIn } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

const backend = { namespace: 'shop', name: 'backend', labels: { app: 'backend-primary' } };
const stranger = { namespace: 'bank', name: 'account', labels: {} };
const billing = { namespace: 'billing', name: 'bills', labels: {} };
const ingress = platformPod('ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' });
const flagger = platformPod('flagger-system', { 'app.kubernetes.io/name': 'flagger' });
const loadTester = platformPod('flagger-system', { app: 'loadtester' });
const prometheus = platformPod('monitoring', { 'app.kubernetes.io/name': 'prometheus' });
const partner = { ip: '203.0.113.7' };
const internet = { ip: '198.51.100.1' };

function platformPod(namespace: string, labels: Readonly<Record<string, string>>) {
  return { namespace, name: 'platform', labels };
}

function lets(objects: readonly ManifestObject[], from: Endpoint, to: Endpoint, number: number): boolean {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy') as (ManifestObject & NetworkPolicy)[];
  return mayConnect({ policies }, from, to, { number }).allowed;
}

/** The TCP ports of the team's pods that the platform reaches, of those that matter here. */
function reached(objects: readonly ManifestObject[], from: Endpoint, namespace = 'shop'): number[] {
  const ports = [2112, 4143, 8080, 9090, 9797, 9898];
  return ports.filter((port) => lets(objects, from, { ...backend, namespace }, port));
}

function workspaceWith(build: (shop: TeamWorkspace) => void, network?: TeamNetwork, app = fleetApp()): TeamWorkspace {
  const environment = environmentOn(clusterIn(app, 'laptop'), 'dev', { traffic: kubernetes() });
  const workspace = workspaceIn(environment, 'shop', {
    namespaces: ['shop', 'shop-jobs'],
    allow: { hosts: ['shop.example.com'] },
    ...(network && { network }),
  });
  build(workspace);
  return workspace;
}

function podinfo(shop: TeamWorkspace): PodinfoApp {
  return new PodinfoApp(shop, 'backend', { tag: '6.9.4' });
}

describe('what a team asks for', () => {
  const network = {
    allowFrom: [{ namespace: 'billing', ports: [9898] }],
    allowTo: [
      { namespace: 'bank', ports: [8443] },
      { cidr: '203.0.113.0/24', ports: [443] },
    ],
    metricsPorts: [2112],
  };
  const asked = adminObjects(devWorkspace({ network }, kubernetes()));

  test.each([
    ['open: the named caller to the named port', billing, backend, 9898, true],
    ['closed: the named caller to another port', billing, backend, 9797, false],
    ['closed: another caller', stranger, backend, 9898, false],
    ['open: to the named namespace and port', backend, stranger, 8443, true],
    ['closed: another port there', backend, stranger, 443, false],
    ['open: to the named addresses', backend, partner, 443, true],
    ['closed: other addresses', backend, internet, 443, false],
    ['open: metrics at the named port', prometheus, backend, 2112, true],
    ["closed: metrics at Podinfo's port", prometheus, backend, 9797, false],
  ] as [string, Endpoint, Endpoint, number, boolean][])('%s', (_name, from, to, port, open) => {
    expect(lets(asked, from, to, port)).toBe(open);
  });

  test('opens the port of the proxy too in a mesh, but not to addresses outside', () => {
    const inMesh = adminObjects(devWorkspace({ network }));
    expect(lets(inMesh, billing, backend, 4143)).toBe(true);
    expect(lets(inMesh, backend, stranger, 4143)).toBe(true);
    expect(lets(inMesh, backend, partner, 4143)).toBe(false);
  });
});

describe('what the platform reaches', () => {
  test('is nothing for apps that have it call nothing', () => {
    const objects = adminObjects(workspaceWith(() => undefined));
    for (const caller of [ingress, flagger, loadTester, prometheus]) expect(reached(objects, caller)).toStrictEqual([]);
    const [policy] = objects.filter(({ metadata }) => metadata.name === 'allow-platform');
    expect(policy?.spec).toStrictEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  });

  test('follows the apps, wherever they are declared after the workspace', () => {
    const objects = adminObjects(
      workspaceWith((shop) => {
        new PodinfoApp(shop, 'backend', { tag: '6.9.4', ingress: { host: 'shop.example.com' } });
      }),
    );
    expect(reached(objects, ingress)).toStrictEqual([9898]);
    expect(reached(objects, prometheus)).toStrictEqual([9797]);
    expect(reached(objects, prometheus, 'shop-jobs')).toStrictEqual([]);
  });

  test('is the shared load tester only where a Canary uses it', () => {
    const shared = adminObjects(
      workspaceWith((shop) => {
        new Canary(shop, 'rollout', { target: podinfo(shop), strategy: blueGreen({ iterations: 2 }) });
      }),
    );
    expect(reached(shared, loadTester)).toContain(9898);
    expect(reached(shared, loadTester, 'shop-jobs')).toStrictEqual([]);
    expect(reached(shared, flagger)).toStrictEqual([]);
  });

  test('is the own load tester for Flagger, and nothing for the shared one', () => {
    const own = adminObjects(
      workspaceWith((shop) => {
        new LoadTester(shop, 'load-tester');
        new Canary(shop, 'rollout', { target: podinfo(shop), strategy: blueGreen({ iterations: 2 }) });
      }),
    );
    expect(reached(own, flagger)).toStrictEqual([8080]);
    expect(reached(own, loadTester)).toStrictEqual([]);
  });

  test('is what the team says, whatever the apps have', () => {
    const network = { ingressPorts: [2112], flaggerPorts: [9090], metricsPorts: [], sharedLoadTester: true };
    const objects = adminObjects(workspaceWith(podinfo, network));
    expect([ingress, flagger, prometheus].map((caller) => reached(objects, caller))).toStrictEqual([
      [2112],
      [9090],
      [],
    ]);
    expect(reached(objects, loadTester)).toContain(9898);
  });

  test('is everything but metrics where nobody can look at the apps, until the team says less', () => {
    const source = { url: 'https://github.com/acme/shop' };
    const open = adminObjects(devWorkspace({ source }, kubernetes()));
    for (const caller of [ingress, flagger, loadTester]) expect(reached(open, caller)).toHaveLength(6);
    expect(reached(open, prometheus)).toStrictEqual([9797]);
    const network = { ingressPorts: [9898], flaggerPorts: [], sharedLoadTester: false };
    const closed = adminObjects(devWorkspace({ source, network }, kubernetes()));
    expect([ingress, flagger, loadTester].map((caller) => reached(closed, caller))).toStrictEqual([[9898], [], []]);
  });
});

test('a patched app counts as it is patched', () => {
  const build = (shop: TeamWorkspace) => {
    const path = '/spec/template/metadata/annotations/prometheus.io~1port';
    ApiObject.of(podinfo(shop)).addJsonPatch(JsonPatch.replace(path, '2112'));
  };
  expect(reached(adminObjects(workspaceWith(build)), prometheus)).toStrictEqual([2112]);
});

test('a value that is known late counts', () => {
  const build = (shop: TeamWorkspace) => {
    new ApiObject(shop, 'web', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'web' },
      spec: {
        defaultBackend: { service: { name: 'web', port: Lazy.any({ produce: () => ({ number: 8080 }) }) as unknown } },
      },
    });
  };
  expect(reached(adminObjects(workspaceWith(build)), ingress)).toStrictEqual([8080]);
});

test('a Canary must not use the shared load tester where the team shuts it out', () => {
  const app = fleetApp();
  const build = (shop: TeamWorkspace) => {
    new Canary(shop, 'rollout', { target: podinfo(shop), strategy: blueGreen({ iterations: 2 }) });
  };
  workspaceWith(build, { sharedLoadTester: false }, app);
  expect(findingsOf(app)).toStrictEqual([
    'laptop/dev/shop: network.sharedLoadTester must be left out while Canaries use the load tester that all teams share, got "false, with such Canaries in namespace shop"; create a LoadTester in the workspace: its Canaries then use that one',
  ]);
});

test("a team's own load tester counts for all its Canaries, also for those that were made before it", () => {
  const build = (shop: TeamWorkspace) => {
    new Canary(shop, 'rollout', { target: podinfo(shop), strategy: blueGreen({ iterations: 2 }) });
    new LoadTester(shop, 'load-tester');
  };
  const shop = workspaceWith(build, { sharedLoadTester: false });
  const objects = adminObjects(shop);
  expect(reached(objects, loadTester)).toStrictEqual([]);
  expect(lets(objects, flagger, { namespace: 'shop', name: 'load-tester', labels: {} }, 8080)).toBe(true);
  expect(problems(shop)).toStrictEqual([]);
});

test('an object that does not render is reported once, and hides no other problem', () => {
  const app = fleetApp();
  const build = (shop: TeamWorkspace) => {
    podinfo(shop);
    new ApiObject(shop, 'broken', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'broken' },
      spec: { ports: [new Map()] },
    });
  };
  workspaceWith(build, {}, app);
  expect(findingsOf(app)).toStrictEqual([expect.stringContaining('laptop/dev/shop/broken')]);
});

test('a pod starts with nothing open', () => {
  const denied = adminObjects(devWorkspace()).filter(({ metadata }) => metadata.name === 'default-deny');
  expect(denied).toMatchSnapshot();
});
