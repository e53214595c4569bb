import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import { manifestSerializer } from '../../../src/testing';
import { adminObjects, devWorkspace } from './fixture';
import { type Endpoint, mayConnect } from './flows';

expect.addSnapshotSerializer(manifestSerializer());

const frontend = { namespace: 'shop', labels: { app: 'frontend' } };
const backend = { namespace: 'shop', labels: { app: 'backend-primary' } };
const worker = { namespace: 'shop-jobs', labels: { app: 'worker' } };
const stranger = { namespace: 'bank' };
const billing = { namespace: 'billing' };
const coreDns = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const kubeProxy = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-proxy' } };
const ingress = { namespace: 'ingress-nginx' };
const flagger = { namespace: 'flagger-system', labels: { app: 'flagger' } };
const loadTester = { namespace: 'flagger-system', labels: { app: 'flagger-loadtester' } };
const ownTester = { namespace: 'shop', labels: { app: 'load-tester' } };
const prometheus = { namespace: 'monitoring' };
const viz = { namespace: 'linkerd-viz' };
const linkerd = { namespace: 'linkerd' };
const partner = { ip: '203.0.113.7' };
const internet = { ip: '198.51.100.1' };
const metadataService = { ip: '169.254.169.254' };

type Flow = readonly [name: string, from: Endpoint, to: Endpoint, port: number, protocol?: 'UDP'];

// A row is one argument: Jest would take an absent last one for a callback.
function table(flows: readonly Flow[]) {
  return flows.map(([name, from, to, port, protocol]) => ({ name, from, to, port, protocol }));
}

const platform: Flow[] = [
  ['frontend to backend', frontend, backend, 9898],
  ['backend to frontend', backend, frontend, 9898],
  ['one namespace of the team to another', frontend, worker, 8080],
  ['and back', worker, backend, 9898],
  ['gRPC within the team', frontend, backend, 9999],
  ['UDP within the team', frontend, backend, 5000, 'UDP'],
  ['DNS over UDP', backend, coreDns, 53, 'UDP'],
  ['DNS over TCP', backend, coreDns, 53],
  ['ingress controller to frontend', ingress, frontend, 9898],
  ['load tester to a canary', loadTester, backend, 9898],
  ['Flagger to a hook of the team', flagger, worker, 8080],
  ['Flagger to the load tester of the team', flagger, ownTester, 8080],
  ['the load tester of the team to a canary', ownTester, backend, 9898],
  ['the load tester of the team to an app elsewhere in the team', ownTester, worker, 8080],
  ['the load tester of the team to DNS', ownTester, coreDns, 53, 'UDP'],
  ['Prometheus to metrics of Podinfo', prometheus, backend, 9797],
];

const mesh: Flow[] = [
  ['proxy to proxy within the team', frontend, worker, 4143],
  ['proxy of the ingress controller', ingress, frontend, 4143],
  ['proxy of the load tester', loadTester, backend, 4143],
  ['proxy of Prometheus', prometheus, backend, 4143],
  ['proxy to identity', backend, linkerd, 8080],
  ['proxy to destination', backend, linkerd, 8086],
  ['proxy to policy', backend, linkerd, 8090],
  ['Prometheus to metrics of the proxy', prometheus, backend, 4191],
  ['Viz to metrics of the proxy', viz, backend, 4191],
  ['tap to the proxy', viz, backend, 4190],
];

const never: Flow[] = [
  ['another team to an app', stranger, backend, 9898],
  ['another team to a proxy', stranger, backend, 4143],
  ["another team to a proxy's metrics", stranger, backend, 4191],
  ['another team to the load tester of the team', stranger, ownTester, 8080],
  ['another team to its proxy', stranger, ownTester, 4143],
  ['the load tester of the team to another team', ownTester, stranger, 9898],
  ['the load tester of the team to the internet', ownTester, internet, 443],
  ['the load tester of the team to the API server', ownTester, { ip: '10.43.0.1' }, 443],
  ['an app to another team', backend, stranger, 9898],
  ['an app to the internet', backend, internet, 443],
  ["an app to the cloud's metadata", backend, metadataService, 80],
  ['an app to the API server', backend, { ip: '10.43.0.1' }, 443],
  ['an app to another port of CoreDNS', backend, coreDns, 9153],
  ['DNS at another pod of kube-system', backend, kubeProxy, 53, 'UDP'],
  ['an app to Prometheus', backend, prometheus, 9090],
  ['an app to the load tester, which runs commands', backend, loadTester, 8080],
  ['an app to the ingress controller', backend, ingress, 443],
  ['an app to Flux', backend, { namespace: 'flux-system' }, 9090],
  ['an app to the webhook of the injector', backend, linkerd, 8443],
  ["Prometheus to an app's own port", prometheus, backend, 9898],
  ['Viz to an app', viz, backend, 9898],
  ['the control plane to an app', linkerd, backend, 9898],
  ['UDP from the ingress controller', ingress, frontend, 9898, 'UDP'],
  ['the internet to an app', internet, backend, 9898],
  ['Flux to an app', { namespace: 'flux-system' }, backend, 9898],
  ['a namespace that Flagger watches to an app', { namespace: 'shop-other' }, backend, 9898],
];

const namespaces = ['shop', 'shop-jobs'];
const meshed = adminObjects(devWorkspace({ namespaces }));
const plain = adminObjects(devWorkspace({ namespaces }, kubernetes()));

describe('with Linkerd', () => {
  test.each(table([...platform, ...mesh]))('open: $name', ({ from, to, port, protocol }) => {
    expect(mayConnect(meshed, from, to, port, protocol)).toBe(true);
  });

  test.each(table(never))('closed: $name', ({ from, to, port, protocol }) => {
    expect(mayConnect(meshed, from, to, port, protocol)).toBe(false);
  });
});

describe('without a mesh', () => {
  test.each(table(platform))('open: $name', ({ from, to, port, protocol }) => {
    expect(mayConnect(plain, from, to, port, protocol)).toBe(true);
  });

  test.each(table(never))('closed: $name', ({ from, to, port, protocol }) => {
    expect(mayConnect(plain, from, to, port, protocol)).toBe(false);
  });

  test.each(table(mesh.slice(3)))('closed, for there is no proxy: $name', ({ from, to, port, protocol }) => {
    expect(mayConnect(plain, from, to, port, protocol)).toBe(false);
  });
});

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
    expect(mayConnect(asked, from, to, port)).toBe(open);
  });

  test('no metrics ports open none, rather than all', () => {
    const none = adminObjects(devWorkspace({ network: { metricsPorts: [] } }, kubernetes()));
    expect(mayConnect(none, prometheus, backend, 9797)).toBe(false);
    expect(mayConnect(none, prometheus, backend, 9898)).toBe(false);
  });

  test('opens the port of the proxy too in a mesh, but not to addresses outside', () => {
    const inMesh = adminObjects(devWorkspace({ network }));
    expect(mayConnect(inMesh, billing, backend, 4143)).toBe(true);
    expect(mayConnect(inMesh, backend, stranger, 4143)).toBe(true);
    expect(mayConnect(inMesh, backend, partner, 4143)).toBe(false);
  });
});

test('a pod starts with nothing open', () => {
  const denied = meshed.filter(({ metadata }) => metadata.name === 'default-deny' && metadata.namespace === 'shop');
  expect(denied).toMatchSnapshot();
});
