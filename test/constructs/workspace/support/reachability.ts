import { PodinfoApp } from '../../../../src/constructs/app/podinfo-app';
import { WebApp } from '../../../../src/constructs/app/web-app';
import { Canary } from '../../../../src/constructs/delivery/canary';
import { LoadTester } from '../../../../src/constructs/delivery/load-tester';
import { blueGreen } from '../../../../src/constructs/delivery/strategy';
import { istio } from '../../../../src/constructs/traffic/istio';
import { kubernetes } from '../../../../src/constructs/traffic/kubernetes';
import { linkerdSmi } from '../../../../src/constructs/traffic/linkerd';
import type { TrafficProvider } from '../../../../src/constructs/traffic/traffic-provider';
import { TeamWorkspace } from '../../../../src/constructs/workspace/team-workspace';
import type { AddressEndpoint, PodEndpoint, PortNumber } from '../../../../src/manifest/network/endpoint';
import { mayConnect, type Network, reasonOf, type Verdict } from '../../../../src/manifest/network/may-connect';
import type { NetworkPolicy } from '../../../../src/manifest/network/network-policy';
import type { ManifestObject } from '../../../../src/testing';
import { adminObjects, clusterIn, environmentOn, fleetApp } from '../fixture';

/** One that connects, or is connected to. */
type Actor = AddressEndpoint | PodEndpoint;

function pod(namespace: string, name: string, labels: Readonly<Record<string, string>> = { app: name }): PodEndpoint {
  return { namespace, name, labels };
}

/** Who is on the cluster, by what the table calls them. */
const ACTORS = {
  'frontend (has an Ingress)': pod('shop', 'frontend'),
  'backend (has a Canary)': pod('shop', 'backend', { app: 'backend-primary' }),
  'worker (second namespace)': pod('shop-jobs', 'worker'),
  'load tester of the team': pod('shop', 'load-tester'),
  'app of another team': pod('bank', 'account'),
  'app of a team without policies': pod('legacy', 'legacy'),
  CoreDNS: pod('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }),
  'NodeLocal DNSCache': { ip: '169.254.20.10' },
  'metrics-server': pod('kube-system', 'metrics-server', { 'k8s-app': 'metrics-server' }),
  'ingress-nginx': pod('ingress-nginx', 'controller', { 'app.kubernetes.io/name': 'ingress-nginx' }),
  Flagger: pod('flagger-system', 'flagger', { 'app.kubernetes.io/name': 'flagger' }),
  'shared load tester': pod('flagger-system', 'flagger-loadtester', { app: 'loadtester' }),
  Prometheus: pod('monitoring', 'prometheus', { 'app.kubernetes.io/name': 'prometheus' }),
  Grafana: pod('monitoring', 'grafana', { 'app.kubernetes.io/name': 'grafana' }),
  KEDA: pod('keda', 'keda-operator', { app: 'keda-operator' }),
  'kustomize-controller': pod('flux-system', 'kustomize-controller'),
  "Linkerd's control plane": pod('linkerd', 'linkerd-destination', {
    'linkerd.io/control-plane-component': 'destination',
  }),
  'Linkerd Viz': pod('linkerd-viz', 'tap', { component: 'tap' }),
  istiod: pod('istio-system', 'istiod', { app: 'istiod' }),
  "Istio's gateway": pod('istio-ingress', 'istio-ingress', { istio: 'ingress' }),
  'another pod of istio-system': pod('istio-system', 'kiali', { app: 'kiali' }),
  'the API server': { ip: '10.43.0.1' },
  "the cloud's metadata": { ip: '169.254.169.254' },
  'the internet': { ip: '198.51.100.7' },
  "the pod's own node (kubelet)": { ip: '10.0.0.4', ownNode: true },
} as const satisfies Record<string, Actor>;

type ActorName = keyof typeof ACTORS;

/** The meshes, in the order of the columns. */
export const MESHES = ['none', 'Linkerd', 'Istio'] as const;
type MeshName = (typeof MESHES)[number];

const TRAFFIC: Readonly<Record<MeshName, TrafficProvider>> = {
  none: kubernetes(),
  Linkerd: linkerdSmi(),
  Istio: istio({ gateways: ['istio-ingress/public'] }),
};

/** A connection, and in which meshes it is open: all, none, or those named. */
export interface Flow {
  readonly from: ActorName;
  readonly to: ActorName;
  readonly port: string;
  /** What is at the port. */
  readonly what: string;
  readonly open: 'all' | 'never' | readonly MeshName[];
}

/** The connections of one actor, as rows of: to whom, port, what it is, and where it is open. */
function from(name: ActorName, rows: readonly (readonly [ActorName, string, string, Flow['open']])[]): Flow[] {
  return rows.map(([to, port, what, open]) => ({ from: name, to, port, what, open }));
}

const FRONTEND = 'frontend (has an Ingress)';
const BACKEND = 'backend (has a Canary)';
const WORKER = 'worker (second namespace)';
const TESTER = 'load tester of the team';
const STRANGER = 'app of another team';

/** Who may talk to whom. */
export const FLOWS: readonly Flow[] = [
  ...from(FRONTEND, [
    [BACKEND, '9898', 'its API', 'all'],
    [BACKEND, '9999', 'gRPC', 'all'],
    [BACKEND, '5000/UDP', 'UDP', 'all'],
    [WORKER, '8080', 'the other namespace of the team', 'all'],
    [WORKER, '4143', "Linkerd's proxy", 'all'],
  ]),
  ...from(BACKEND, [
    ['CoreDNS', '53/UDP', 'DNS', 'all'],
    ['CoreDNS', '53', 'DNS', 'all'],
    ['CoreDNS', '9153', 'its metrics', 'never'],
    ['NodeLocal DNSCache', '53/UDP', 'DNS', 'all'],
    ['NodeLocal DNSCache', '53', 'DNS', 'all'],
    ['metrics-server', '53/UDP', 'another pod of kube-system', 'never'],
    ["Linkerd's control plane", '8080', 'identity', ['Linkerd']],
    ["Linkerd's control plane", '8086', 'destination', ['Linkerd']],
    ["Linkerd's control plane", '8090', 'policy', ['Linkerd']],
    ["Linkerd's control plane", '8443', 'webhook of the injector', 'never'],
    ['istiod', '15012', 'configuration and certificates', ['Istio']],
    ['istiod', '15010', 'the same in plain text', 'never'],
    ['istiod', '15014', 'its metrics', 'never'],
    ['istiod', '15017', 'webhook of the injector', 'never'],
    ['another pod of istio-system', '15012', 'no control plane', 'never'],
    [STRANGER, '9898', 'its API', 'never'],
    [STRANGER, '4143', "Linkerd's proxy", 'never'],
    ['app of a team without policies', '8080', 'its API', 'never'],
    ['ingress-nginx', '443', 'the way around', 'never'],
    ['Prometheus', '9090', 'queries', 'never'],
    ['shared load tester', '8080', 'commands', 'never'],
    [TESTER, '8080', 'commands of its own team', 'all'],
    ['kustomize-controller', '9440', 'Flux', 'never'],
    ['the API server', '443', 'the API', 'never'],
    ["the cloud's metadata", '80', 'credentials of the node', 'never'],
    ['the internet', '443', 'HTTPS', 'never'],
  ]),
  ...from(TESTER, [
    [BACKEND, '9898', 'load for the canary', 'all'],
    [WORKER, '8080', 'load elsewhere in the team', 'all'],
    ['CoreDNS', '53/UDP', 'DNS', 'all'],
    [STRANGER, '9898', 'its API', 'never'],
    ['the internet', '443', 'HTTPS', 'never'],
    ['the API server', '443', 'the API', 'never'],
  ]),
  ...from(STRANGER, [
    [BACKEND, '9898', 'its API', 'never'],
    [BACKEND, '4143', "Linkerd's proxy", 'never'],
    [BACKEND, '4191', "metrics of Linkerd's proxy", 'never'],
    [TESTER, '8080', 'commands', 'never'],
  ]),
  ...from('app of a team without policies', [[BACKEND, '9898', 'its API', 'never']]),
  ...from('ingress-nginx', [
    [FRONTEND, '9898', 'what the Ingress leads to', 'all'],
    [FRONTEND, '4143', "Linkerd's proxy", ['Linkerd']],
    [FRONTEND, '9797', 'metrics', 'never'],
    [FRONTEND, '9898/UDP', 'UDP', 'never'],
    [TESTER, '8080', 'commands', 'never'],
    [WORKER, '8080', 'an app without an Ingress', 'never'],
    [WORKER, '4143', "Linkerd's proxy", 'never'],
  ]),
  ...from("Istio's gateway", [
    [BACKEND, '9898', "what the Canary's gateways lead to", ['Istio']],
    [BACKEND, '9797', 'metrics', 'never'],
    [WORKER, '8080', 'an app without a gateway', 'never'],
  ]),
  ...from('Flagger', [
    [TESTER, '8080', 'hooks of the Canary', 'all'],
    [BACKEND, '9898', 'an app that is no hook', 'never'],
    [BACKEND, '4143', "Linkerd's proxy", 'never'],
    [WORKER, '8080', 'an app that is no hook', 'never'],
    [STRANGER, '9898', "an app that is no hook, for another team's Canary", 'never'],
  ]),
  ...from('shared load tester', [
    [BACKEND, '9898', 'a team that has its own', 'never'],
    [TESTER, '8080', "commands of another team's tester", 'never'],
    [BACKEND, '4143', "Linkerd's proxy", 'never'],
    [STRANGER, '9898', 'a team that has none', 'all'],
    [STRANGER, '4143', "Linkerd's proxy", 'all'],
  ]),
  ...from('Prometheus', [
    [BACKEND, '9797', "Podinfo's metrics", 'all'],
    [TESTER, '8080', "the load tester's metrics", 'all'],
    [BACKEND, '9898', 'the API', 'never'],
    [BACKEND, '4191', "metrics of Linkerd's proxy", ['Linkerd']],
    [BACKEND, '4143', "Linkerd's proxy", 'never'],
    [BACKEND, '15020', "metrics of Istio's proxy and the app's", ['Istio']],
    [BACKEND, '15090', "metrics of Istio's proxy", ['Istio']],
    [WORKER, '8080', 'an app without metrics', 'never'],
  ]),
  ...from('Linkerd Viz', [
    [BACKEND, '4190', 'tap', ['Linkerd']],
    [BACKEND, '4191', 'metrics: Prometheus has them', 'never'],
    [BACKEND, '9898', 'its API', 'never'],
  ]),
  ...from("Linkerd's control plane", [[BACKEND, '9898', 'its API', 'never']]),
  ...from('istiod', [[BACKEND, '15012', 'no port of a pod', 'never']]),
  ...from('Grafana', [[BACKEND, '9797', 'metrics: Prometheus has them', 'never']]),
  ...from('KEDA', [[BACKEND, '9898', 'it asks the API server and Prometheus', 'never']]),
  ...from('metrics-server', [[BACKEND, '9898', 'it asks kubelets', 'never']]),
  ...from('kustomize-controller', [[BACKEND, '9898', 'it asks the API server', 'never']]),
  ...from("the pod's own node (kubelet)", [
    [BACKEND, '9898', 'probes', 'all'],
    [WORKER, '8080', 'probes', 'all'],
  ]),
  ...from('the internet', [[FRONTEND, '9898', 'past the ingress controller', 'never']]),
  ...from('the API server', [[BACKEND, '9898', 'no webhook of the team', 'never']]),
];

/** Whether a flow is meant to be open in a mesh. */
export function isOpen({ open }: Flow, mesh: MeshName): boolean {
  return open === 'all' || (open !== 'never' && open.includes(mesh));
}

/** What the NetworkPolicies of both teams, as they are rendered, say of a flow. */
export function verdictOf({ from: one, to, port }: Flow, mesh: MeshName): Verdict {
  const [number, protocol = 'TCP'] = port.split('/');
  const asked: PortNumber = { number: Number(number), protocol: protocol as 'TCP' | 'UDP' };
  return mayConnect(networkOf(mesh), ACTORS[one], ACTORS[to], asked);
}

/** All flows as a table in Markdown, with what the policies say. */
export function reachabilityTable(): string {
  const rows = FLOWS.map((flow) => {
    const verdicts = MESHES.map((mesh) => verdictOf(flow, mesh));
    const words = verdicts.map(({ allowed }) => (allowed ? 'open' : '–'));
    const why = [...new Set(verdicts.filter(({ allowed }) => allowed).map(briefly))];
    return [flow.from, flow.to, flow.port, flow.what, ...words, why.join('; ')];
  });
  const head = ['from', 'to', 'port', '', ...MESHES.map((mesh) => (mesh === 'none' ? 'no mesh' : mesh)), 'because'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function briefly(verdict: Verdict): string {
  return (
    reasonOf(verdict)
      .replaceAll(/(?:shop|shop-jobs|bank)\/([a-z-]+)/g, '`$1`')
      .replaceAll(/(?:egress|ingress) (?:free|open),? ?/g, '')
      .replace(/, $/, '') || 'no policy keeps it out'
  );
}

const networks = new Map<MeshName, Network>();

function networkOf(mesh: MeshName): Network {
  const known = networks.get(mesh) ?? { policies: objectsOf(mesh).filter(isPolicy) };
  networks.set(mesh, known);
  return known;
}

function isPolicy(object: ManifestObject): object is ManifestObject & NetworkPolicy {
  return object.kind === 'NetworkPolicy';
}

/** Two teams: shop has all that a team can have, bank an app and a Canary that uses the shared load tester. */
function objectsOf(mesh: MeshName): ManifestObject[] {
  const environment = environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev', { traffic: TRAFFIC[mesh] });
  const shop = new TeamWorkspace(environment, 'shop', {
    namespaces: ['shop', 'shop-jobs'],
    admins: ['shop-leads'],
    allow: { hosts: ['shop.example.com'] },
  });
  const bank = new TeamWorkspace(environment, 'bank', { namespaces: ['bank'], admins: ['bank-leads'] });
  const strategy = blueGreen({ iterations: 10 });
  new LoadTester(shop, 'load-tester');
  new PodinfoApp(shop, 'frontend', { tag: '6.9.4', ingress: { host: 'shop.example.com' } });
  const backend = new PodinfoApp(shop, 'backend', { tag: '6.9.4' });
  new Canary(shop, 'backend-rollout', { target: backend, strategy });
  new WebApp(shop, 'worker', {
    namespace: 'shop-jobs',
    image: 'ghcr.io/acme/worker',
    tag: '1.0.0',
    ports: { http: 8080 },
    probes: { readiness: { httpGet: { path: '/ready', port: 'http' } } },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  });
  const account = new PodinfoApp(bank, 'account', { tag: '6.9.4' });
  new Canary(bank, 'account-rollout', { target: account, strategy });
  return [...adminObjects(shop), ...adminObjects(bank)];
}
