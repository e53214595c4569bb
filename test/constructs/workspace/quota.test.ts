import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import type { Resources } from '../../../src/constructs/app/resources';
import { WebApp } from '../../../src/constructs/app/web-app';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { Canary } from '../../../src/constructs/delivery/canary';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { canary } from '../../../src/constructs/delivery/strategy';
import { deploymentTarget } from '../../../src/constructs/delivery/target-reference';
import { ClusterReference } from '../../../src/constructs/infrastructure/cluster-reference';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import { linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import type { TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import { TeamApps, type TeamAppsProps } from '../../../src/constructs/workspace/team-apps';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import { adminObjects, clusterIn, environmentOn, fleetApp, only, problems } from './fixture';

const strategy = canary({ stepWeight: 10, maxWeight: 50 });

function workspaceWith(
  props: Partial<TeamWorkspaceProps> = {},
  traffic: TrafficProvider = linkerdSmi(),
): TeamWorkspace {
  const environment = environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev', { traffic });
  return new TeamWorkspace(environment, 'shop', { namespaces: ['shop'], admins: ['shop-leads'], ...props });
}

function withBackend(props: Partial<TeamWorkspaceProps> = {}): TeamWorkspace {
  const workspace = workspaceWith(props);
  const target = new PodinfoApp(workspace, 'backend', { tag: '6.9.4' });
  new Canary(workspace, 'backend-rollout', { target, strategy });
  return workspace;
}

function hardOf(workspace: TeamWorkspace, namespace = 'shop'): Record<string, string> {
  const quotas = adminObjects(workspace).filter(({ metadata }) => metadata.namespace === namespace);
  return (only(quotas, 'ResourceQuota', 'workspace').spec as { hard: Record<string, string> }).hard;
}

function webApp(workspace: TeamWorkspace, resources: Resources): void {
  const app = { image: 'ghcr.io/acme/cart', tag: '1.0.0', ports: { http: 8080 }, autoscaler: false } as const;
  new WebApp(workspace, 'cart', { ...app, resources });
}

describe('the quota of a namespace', () => {
  test('is what its apps take while they are rolled out, and room for those that are ending', () => {
    // 2 × (4 + a surge of 1) and 4 that are ending; each with a proxy.
    expect(hardOf(withBackend())).toStrictEqual({
      configmaps: '12',
      'limits.memory': '10752Mi',
      pods: '14',
      'requests.cpu': '2800m',
      'requests.memory': '1792Mi',
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    });
  });

  test('grows with each app', () => {
    const workspace = withBackend();
    new PodinfoApp(workspace, 'frontend', { tag: '6.9.4', replicas: { min: 1, max: 2 } });
    // 2 and a surge of 1, and 2 that are ending.
    expect(hardOf(workspace)['pods']).toBe('19');
  });

  test('knows what a patch has changed, and what a Lazy gives', () => {
    const workspace = workspaceWith();
    const app = new PodinfoApp(workspace, 'backend', { tag: '6.9.4' });
    const scaler = ApiObject.of(app.node.findChild('HorizontalPodAutoscaler'));
    scaler.addJsonPatch(JsonPatch.replace('/spec/maxReplicas', 10));
    expect(hardOf(workspace)['pods']).toBe('23');
    const template = {
      metadata: { labels: { app: 'lazy' } },
      spec: { containers: [{ name: 'lazy', image: 'lazy:1' }] },
    };
    new ApiObject(workspace, 'lazy', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'lazy' },
      spec: {
        replicas: Lazy.any({ produce: () => 20 }) as unknown,
        selector: { matchLabels: { app: 'lazy' } },
        template,
      },
    });
    // 20 and a surge of 5, and 20 that are ending.
    expect(hardOf(workspace)['pods']).toBe('68');
  });

  test('stays as large as ever where the apps are declared elsewhere', () => {
    const workspace = workspaceWith({ source: { url: 'https://github.com/acme/shop' } });
    expect(hardOf(workspace)).toMatchObject({ pods: '24', configmaps: '50', 'limits.memory': '18Gi' });
  });

  test('is computed for each namespace', () => {
    const workspace = workspaceWith({ namespaces: ['shop', 'shop-web', 'shop-jobs'] });
    new PodinfoApp(workspace, 'backend', { tag: '6.9.4' });
    new PodinfoApp(workspace, 'frontend', { tag: '6.9.4', namespace: 'shop-web', replicas: { min: 1, max: 1 } });
    const pods = ['shop', 'shop-web', 'shop-jobs'].map((namespace) => hardOf(workspace, namespace)['pods']);
    expect(pods).toStrictEqual(['9', '3', '24']);
  });

  test('is that of the workspace where it says so', () => {
    expect(hardOf(withBackend({ quota: { pods: '100', 'count/jobs.batch': '5' } }))).toMatchObject({
      pods: '100',
      'count/jobs.batch': '5',
      'requests.cpu': '2800m',
    });
  });
});

describe('a quota that is too small', () => {
  test('says by how much, and at which step of which rollout', () => {
    expect(problems(withBackend({ quota: { pods: '8', 'limits.memory': '7Gi' } }))).toStrictEqual([
      'laptop/dev/shop: quota.pods must be at least 10 in namespace shop (Deployment backend takes 10 when a newer version overtakes its promotion), got "8"; that is 2 too small: raise it, or lower what the apps take',
      'laptop/dev/shop: quota.limits.memory must be at least 7680Mi in namespace shop (Deployment backend takes 7680Mi in 10 pods when a newer version overtakes its promotion), got "7Gi"; that is 512Mi too small: raise it, or lower what the apps take',
    ]);
  });

  test('may be as small as the peak', () => {
    expect(problems(withBackend({ quota: { pods: '10', cpu: '2', memory: '1280Mi' } }))).toStrictEqual([]);
    expect(problems(withBackend({ quota: { cpu: '1999m' } }))).toHaveLength(1);
  });

  test('names the apps that take the most', () => {
    const workspace = workspaceWith({ quota: { pods: '1' } });
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries())
      new PodinfoApp(workspace, id, { tag: '6.9.4', replicas: { min: 1, max: index + 1 } });
    expect(problems(workspace)).toStrictEqual([
      expect.stringContaining(
        '(Deployment d takes 5 while its pods are replaced; Deployment c takes 4 while its pods are replaced; Deployment b takes 3 while its pods are replaced; and 1 more)',
      ),
    ]);
  });

  test('counts ConfigMaps and the ways around the ingress controller', () => {
    const workspace = withBackend({ quota: { configmaps: '1' } });
    new ApiObject(workspace, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    new ApiObject(workspace, 'door', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'door' },
      spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
    });
    expect(problems(workspace)).toStrictEqual([
      'laptop/dev/shop: quota.configmaps must be at least 2 in namespace shop, got "1"; that is 1 too small: raise it, or declare fewer',
      'laptop/dev/shop: quota.services.loadbalancers must be at least 1 in namespace shop, got "0"; that is 1 too small: raise it, or declare fewer',
      'laptop/dev/shop: quota.services.nodeports must be at least 1 in namespace shop, got "0"; that is 1 too small: raise it, or declare fewer',
    ]);
  });

  test('is an error too where it names what containers do not ask for', () => {
    expect(problems(withBackend({ quota: { 'limits.cpu': '100' } }))).toStrictEqual([
      'laptop/dev/shop: quota.limits.cpu must be left out while containers have no cpu in their limits, like linkerd-proxy of Deployment backend, got "100"; it would refuse their pods: give it to the containers, or to all that have none as limits.default.cpu',
    ]);
    expect(problems(withBackend({ quota: { 'limits.cpu': '100' }, limits: { default: { cpu: '1' } } }))).toStrictEqual(
      [],
    );
  });

  test('must be given for what cannot be counted', () => {
    const build = (quota: TeamWorkspaceProps['quota']) => {
      const workspace = withBackend({ quota });
      const place = { name: 'other', namespace: 'shop' };
      const template = { spec: { containers: [{ name: 'other', image: 'other:1' }] } };
      new ApiObject(workspace, 'other', {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: place,
        spec: { template },
      });
      const target = deploymentTarget({ ...place, port: 80, targetPort: 'http' });
      new Canary(workspace, 'other-rollout', { target, strategy, autoscalerRef: { name: 'elsewhere' } });
      return problems(workspace);
    };
    expect(build(undefined)).toStrictEqual([
      'laptop/dev/shop: quota must be given for what cannot be counted in namespace shop, got "Deployment other: its autoscaler is declared elsewhere"; give at least pods, with room for its rollout',
    ]);
    expect(build({ pods: '40' })).toStrictEqual([]);
  });

  test('what does not render is reported where it is written, and not counted', () => {
    const workspace = withBackend();
    const lost = new ApiObject(workspace, 'lost', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'lost' },
    });
    lost.addJsonPatch(JsonPatch.remove('/spec/nowhere'));
    expect(problems(workspace)).toStrictEqual([]);
  });
});

describe('limits', () => {
  test.each<{ what: string; limits: TeamWorkspaceProps['limits']; resources: Resources; says: string }>([
    {
      what: 'a container above the most',
      limits: { max: { memory: '1Gi' } },
      resources: { limits: { memory: '2Gi' } },
      says: 'limits.max.memory must be at least 2Gi for container cart of Deployment cart, got "1Gi"; raise it, or lower what the container asks for',
    },
    {
      what: 'a container below the least',
      limits: { min: { cpu: '100m' } },
      resources: { requests: { cpu: '50m' } },
      says: 'limits.min.cpu must be at most 50m for container cart of Deployment cart, got "100m"; lower it, or raise the request of the container',
    },
    {
      what: 'a request above the default limit',
      limits: {},
      resources: { requests: { memory: '1Gi' } },
      says: 'limits.default.memory must be at least 1Gi for container cart of Deployment cart, got "256Mi"; that is its request, and it has no limit of its own: give it one, or raise the default',
    },
  ])('$what is an error', ({ limits, resources, says }) => {
    const workspace = workspaceWith({ limits }, kubernetes());
    webApp(workspace, resources);
    expect(problems(workspace)).toStrictEqual([`laptop/dev/shop: ${says}`]);
  });
});

describe("a team's own repository", () => {
  function teamApps(props: Partial<TeamAppsProps> = {}): string[] {
    const app = fleetApp();
    const cluster = new ClusterReference(app, 'laptop', { platform: k3s() });
    const environment = new Environment(cluster, 'dev', {
      branch: 'dev',
      profile: profiles.quick,
      traffic: linkerdSmi(),
    });
    const apps = new TeamApps(environment, 'shop', { namespaces: ['shop'], ...props });
    const target = new PodinfoApp(apps, 'backend', { tag: '6.9.4' });
    new Canary(apps, 'backend-rollout', { target, strategy });
    return app.node.findAll().flatMap(({ node }) => node.validate());
  }

  test('checks its apps against the quota that it states', () => {
    expect(teamApps()).toStrictEqual([]);
    expect(teamApps({ quota: { pods: '10' } })).toStrictEqual([]);
    expect(teamApps({ quota: { pods: '9' } })).toStrictEqual([
      expect.stringMatching(/^quota\.pods must be at least 10 in namespace shop .* that is 1 too small/),
    ]);
  });

  test('checks them against the limits, too', () => {
    expect(teamApps({ limits: { max: { memory: '300Mi' } } })).toStrictEqual([
      expect.stringMatching(/^limits\.max\.memory must be at least 512Mi for container podinfo of Deployment backend/),
    ]);
  });

  test('checks the names of both', () => {
    expect(teamApps({ quota: { pod: '9' }, limits: { max: { cpu: 'much' } } })).toStrictEqual([
      expect.stringMatching(/^quota must name resources/),
      expect.stringMatching(/^limits\.max\.cpu must be a Kubernetes quantity/),
    ]);
  });
});
