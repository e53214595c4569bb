import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { infrastructure } from '../../../src/constructs/infrastructure/infrastructure';
import { linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import { addApp, clusterIn, devWorkspace, environmentOn, fleetApp, problems, workspaceIn } from './fixture';

const at = 'laptop/dev/shop: ';

describe('a prop that Kubernetes or Flux would refuse, or that opens too much, is a problem', () => {
  const cases: [Partial<TeamWorkspaceProps>, string][] = [
    [
      { namespaces: [] },
      'namespaces must not be empty, got []; name at least one; the first is where apps go that name none',
    ],
    [
      { namespaces: ['Shop_1'] },
      'namespaces must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit), got "Shop_1"; for example "shop-1"',
    ],
    [
      { namespaces: ['shop', ''] },
      'namespaces must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit), got ""; give it a name',
    ],
    [{ namespaces: ['shop', 'shop'] }, 'namespaces must differ from each other, got "shop"; name it once'],
    [
      { namespaces: ['shop'], home: 'shop-home' },
      'home must be one of namespaces, got "shop-home"; add it there, or leave it out for the first',
    ],
    [{ admins: [] }, 'admins must not be empty, got []; name a group of people that answers for the workspace'],
    [{ admins: [' '] }, 'admins must name groups, got " "; use the group\'s name as the identity provider spells it'],
    [
      { viewers: ['system:authenticated'] },
      'viewers must not name groups of Kubernetes itself, got "system:authenticated"; use a group of the identity provider; the system: ones hold whoever Kubernetes knows, or its masters',
    ],
    [
      { quota: { 'requests.cpu': '4 cores' } },
      'quota.requests.cpu must be a Kubernetes quantity that is not negative, got "4 cores"; write it like "500m", "2" or "4Gi"',
    ],
    [
      { limits: { default: { memory: '256MB' } } },
      'limits.default.memory must be a Kubernetes quantity that is not negative, got "256MB"; write it like "500m", "2" or "4Gi"',
    ],
    [
      { limits: { defaultRequest: { memory: '0.5Gi' } } },
      'limits.defaultRequest.memory must be at most limits.default.memory, which is 256Mi, got "0.5Gi"; lower it, or raise the other',
    ],
    [
      { network: { allowFrom: [{ namespace: 'bank', ports: [0] }] } },
      "network.allowFrom.ports must be whole numbers from 1 to 65535, got 0; use the container's port",
    ],
    [
      { network: { allowTo: [{ cidr: '203.0.113.0', ports: [443] }] } },
      'network.allowTo.cidr must be addresses in CIDR notation, got "203.0.113.0"; write it like "203.0.113.0/24"',
    ],
    [
      { network: { allowTo: [{ namespace: 'bank', ports: [] }] } },
      'network.allowTo.ports must not be empty, got []; name the ports to open',
    ],
    [
      { network: { metricsPorts: [70000] } },
      "network.metricsPorts must be whole numbers from 1 to 65535, got 70000; use the container's port",
    ],
  ];

  test.each(cases)('%j', (props, message) => {
    expect(problems(devWorkspace(props))).toStrictEqual([`${at}${message}`]);
  });

  test('a resource that no quota counts', () => {
    const [found, ...others] = problems(devWorkspace({ quota: { 'request.cpu': '4' } }));
    expect(others).toStrictEqual([]);
    expect(found).toMatch(
      /^laptop\/dev\/shop: quota must name resources that a ResourceQuota counts, got "request\.cpu"; /,
    );
  });

  test.each([
    'default',
    'kube-system',
    'kube-tenants',
    'flux-system',
    'linkerd',
    'linkerd-viz',
    'istio-system',
    'ingress-nginx',
  ])('the platform keeps namespace %s', (name) => {
    const message = `namespaces must not be a namespace of Kubernetes or of the platform, got "${name}"; use names that begin with the team's`;
    expect(problems(devWorkspace({ namespaces: [name] }))).toStrictEqual([at + message]);
  });

  test.each(['10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', '10.0.0.0/', 'example.com/24', '2001:db8::/129'])(
    '%s is no address',
    (cidr) => {
      expect(problems(devWorkspace({ network: { allowTo: [{ cidr, ports: [443] }] } }))).toHaveLength(1);
    },
  );

  test.each(['0.0.0.0/0', '203.0.113.7/32', '2001:db8::/32'])('%s is one', (cidr) => {
    expect(problems(devWorkspace({ network: { allowTo: [{ cidr, ports: [443] }] } }))).toStrictEqual([]);
  });

  test('a name too long for the names made from it', () => {
    const id = 'a'.repeat(41);
    const message = `id must be at most 40 characters, got "${id}"; shorten it by 1`;
    expect(problems(devWorkspace({ namespaces: ['shop'] }, linkerdSmi(), id))).toStrictEqual([
      `laptop/dev/${id}: ${message}`,
    ]);
  });

  test('all problems show at once', () => {
    const props = {
      namespaces: [],
      admins: [],
      viewers: [''],
      quota: { pods: '-1' },
      network: { metricsPorts: [1.5] },
    };
    expect(problems(devWorkspace(props))).toHaveLength(5);
  });
});

test('quantities may be spelled in every way that Kubernetes reads', () => {
  const quota = { pods: '1e2', 'requests.cpu': '2500000u', 'requests.memory': '.5Gi', 'limits.memory': '0.001Ti' };
  const limits = { default: { memory: '1e9' }, max: { cpu: '4.', memory: '2E' } };
  expect(problems(devWorkspace({ quota, limits }))).toStrictEqual([]);
});

describe('namespaces belong to one workspace of a cluster', () => {
  test('two environments of one cluster may not share one, and the problem names both workspaces', () => {
    const cluster = clusterIn(fleetApp(), 'laptop');
    workspaceIn(environmentOn(cluster, 'dev'));
    const second = workspaceIn(environmentOn(cluster, 'staging'));
    expect(problems(second)).toStrictEqual([
      'laptop/staging/shop: namespaces must belong to one workspace of cluster laptop, got "shop"; laptop/dev/shop has it already; name this one differently',
    ]);
  });

  test('two clusters may both have it', () => {
    const app = fleetApp();
    workspaceIn(environmentOn(clusterIn(app, 'laptop'), 'dev'));
    expect(problems(workspaceIn(environmentOn(clusterIn(app, 'cloud'), 'prod')))).toStrictEqual([]);
  });
});

describe('where the apps come from', () => {
  const source = { url: 'https://github.com/acme/shop' };

  test('constructs beside a repository of the team would be applied by nobody', () => {
    const workspace = devWorkspace({ source });
    addApp(workspace);
    expect(problems(workspace)).toStrictEqual([
      `${at}source must be absent where the workspace holds the team's apps, got "https://github.com/acme/shop"; move these constructs to the repository that source names, or leave source out`,
    ]);
  });

  test('with neither, Flux would look for a folder that nothing writes', () => {
    const environment = environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev');
    const empty = new TeamWorkspace(environment, 'shop', { namespaces: ['shop'], admins: ['shop-leads'] });
    expect(problems(empty)).toStrictEqual([
      `${at}source must be given where the workspace is empty, got nothing; create the team's apps in the workspace, or name the repository they are in: Flux fails on an absent folder`,
    ]);
  });

  test('an app without a repository asks for it', () => {
    const workspace = workspaceIn(environmentOn(clusterIn(fleetApp(null), 'laptop'), 'dev'));
    expect(problems(workspace)).toContain(
      `${at}source must be given where the app names no repository, got nothing; pass the fleet's repository to GitOpsApp, or the team's own as source`,
    );
  });

  test('a repository that Flux cannot read is reported at the source', () => {
    expect(problems(devWorkspace({ source: { url: 'git@github.com:acme/shop' } }))).toStrictEqual([
      'laptop/dev/Workspaces/shop/sync/source: url must begin with http://, https:// or ssh://, got "git@github.com:acme/shop"; write the scp form git@host:path as ssh://git@host/path',
    ]);
  });
});

test('Linkerd without its CNI plugin would start no pod', () => {
  const { certManager, linkerd } = infrastructure;
  const cluster = clusterIn(fleetApp(), 'laptop', { infrastructure: [certManager(), ...linkerd({ cni: false })] });
  const [found, ...others] = problems(workspaceIn(environmentOn(cluster, 'dev')));
  expect(others).toStrictEqual([]);
  expect(found).toMatch(
    /^laptop\/dev\/shop: infrastructure of cluster laptop must have Linkerd's CNI plugin, since workspaces keep the Pod Security level restricted, got \[.*; use linkerd\(\) without cni: false$/,
  );
});

test("an object in another team's namespace is reported where it is", () => {
  const workspace = devWorkspace({ namespaces: ['shop', 'shop-web'] });
  const place = new Construct(workspace, 'config');
  for (const namespace of ['shop-web', 'media']) {
    new ApiObject(place, namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace } });
  }
  expect(problems(workspace)).toStrictEqual([
    `${at}config/media: namespace must be one of the workspace's namespaces, shop, shop-web, got "media"; choose one of them, or add it to the workspace's namespaces`,
  ]);
});
