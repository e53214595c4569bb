import { ApiObject, type Chart } from 'cdk8s';
import { PodinfoApp, type PodinfoAppProps } from '../../src/constructs/app/podinfo-app';
import { WebApp } from '../../src/constructs/app/web-app';
import type { DeploymentAppProps } from '../../src/constructs/app/web-app-props';
import { Canary } from '../../src/constructs/delivery/canary';
import type { CanaryProps } from '../../src/constructs/delivery/canary-props';
import { abTest, canary } from '../../src/constructs/delivery/strategy';
import { deploymentTarget } from '../../src/constructs/delivery/target-reference';
import { profiles } from '../../src/constructs/delivery/profiles';
import { ClusterReference } from '../../src/constructs/infrastructure/cluster-reference';
import { Environment } from '../../src/constructs/infrastructure/environment';
import { k3s } from '../../src/constructs/infrastructure/k3s';
import { linkerd } from '../../src/constructs/traffic/linkerd';
import { TeamApps, type TeamAppsProps } from '../../src/constructs/workspace/team-apps';
import { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../src/constructs/workspace/team-workspace-props';
import { problemsOf, shopChart } from './delivery/fixture';
import { addApp, clusterIn, environmentOn, fleetApp } from './workspace/fixture';

// What the compiler would have said, as problems beside all others, and never as a TypeError that hides them.

const strategy = canary({ stepWeight: 10, maxWeight: 50 });
const analysis = { interval: '1m', threshold: 5, metrics: [] } as const;

/** Props as JavaScript lets them be. */
type Untyped<Props> = { readonly [Prop in keyof Props]?: unknown };

function inShop(add: (chart: Chart) => unknown): string[] {
  const chart = shopChart();
  add(chart);
  return problemsOf(chart);
}

function ofWebApp(props: Untyped<DeploymentAppProps<'http'>>): string[] {
  const basic = { image: 'ghcr.io/acme/cart', tag: '1.4.2', ports: { http: 8080 }, resources: {} };
  return inShop((chart) => new WebApp(chart, 'cart', { ...basic, ...props } as DeploymentAppProps<'http'>));
}

function ofPodinfo(props: Untyped<PodinfoAppProps>): string[] {
  return inShop((chart) => new PodinfoApp(chart, 'cart', { tag: '6.9.4', ...props } as PodinfoAppProps));
}

function ofCanary(props: Untyped<CanaryProps>): string[] {
  const target = deploymentTarget({ name: 'queue', namespace: 'shop', port: 80, targetPort: 'http' });
  const all = { target, strategy, provider: linkerd(), analysis, ...props };
  return inShop((chart) => new Canary(chart, 'rollout', all as CanaryProps));
}

function ofWorkspace(props: Untyped<TeamWorkspaceProps>): string[] {
  const environment = environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev');
  const all = { namespaces: ['shop'], admins: ['leads'], ...props };
  const workspace = new TeamWorkspace(environment, 'shop', all as TeamWorkspaceProps);
  addApp(workspace);
  return problemsOf(workspace);
}

function ofTeamApps(props: Untyped<TeamAppsProps>): string[] {
  const cluster = new ClusterReference(fleetApp(), 'cloud', { platform: k3s() });
  const environment = new Environment(cluster, 'dev', { branch: 'dev', profile: profiles.quick, traffic: linkerd() });
  const apps = new TeamApps(environment, 'shop', { namespaces: ['shop'], ...props } as TeamAppsProps);
  new ApiObject(apps, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  return problemsOf(apps);
}

test('parts that are left out by being undefined are left out', () => {
  expect(
    ofWorkspace({ limits: { max: undefined }, network: { allowFrom: undefined }, allow: { hosts: undefined } }),
  ).toStrictEqual([]);
});

test('registries that are undefined are any', () => {
  const environment = environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev');
  const allow = { registries: undefined };
  const shop = new TeamWorkspace(environment, 'shop', { namespaces: ['shop'], admins: ['leads'], allow });
  new PodinfoApp(shop, 'backend', { tag: '6.9.4' });
  expect(problemsOf(shop)).toStrictEqual([]);
});

test.each<[string, (props: Readonly<Record<string, unknown>>) => string[], Readonly<Record<string, unknown>>, string]>([
  ['WebApp', ofWebApp, { image: undefined }, 'image must be text, got nothing; give it'],
  ['WebApp', ofWebApp, { ports: undefined }, 'ports must be an object, got nothing; give it'],
  ['WebApp', ofWebApp, { ports: 8080 }, 'ports must be an object, got 8080; write it so'],
  ['WebApp', ofWebApp, { ports: { http: '8080' } }, 'ports.http must be a port from 1 to 65535, got "8080"'],
  ['WebApp', ofWebApp, { resources: undefined }, 'resources must be an object, got nothing; give it'],
  ['WebApp', ofWebApp, { tag: 1.4 }, 'tag must be text, got 1.4; write it so'],
  ['WebApp', ofWebApp, { namespace: 3 }, 'namespace must be text, got 3; write it so'],
  ['WebApp', ofWebApp, { replicas: '3' }, 'replicas must be a number or an object, got "3"; write it so'],
  ['WebApp', ofWebApp, { replicas: { min: 2 } }, 'replicas.max must be a whole number of at least 1, got nothing'],
  ['WebApp', ofWebApp, { cpuUtilization: '80' }, 'cpuUtilization must be a whole percentage of at least 1, got "80"'],
  ['WebApp', ofWebApp, { autoscaler: true }, 'autoscaler must be an object or false, got true; write it so'],
  ['WebApp', ofWebApp, { env: ['A=B'] }, 'env must be an object, got ["A=B"]; write it so'],
  ['WebApp', ofWebApp, { env: { A: 1 } }, 'env.A must be text, or name what it is taken from, got 1; write it as "1"'],
  ['WebApp', ofWebApp, { ingress: {} }, 'ingress.host must be a host name'],
  ['WebApp', ofWebApp, { ingress: 'a.example.com' }, 'ingress must be an object, got "a.example.com"; write it so'],
  ['WebApp', ofWebApp, { writable: '/tmp' }, 'writable must be a list, got "/tmp"; write it so'],
  ['PodinfoApp', ofPodinfo, { tag: 6 }, 'tag must be text, got 6; write it so'],
  ['PodinfoApp', ofPodinfo, { message: 5 }, 'message must be text, got 5; write it so'],
  ['PodinfoApp', ofPodinfo, { backendUrl: 5 }, 'backendUrl must be text or a list, got 5; write it so'],
  ['PodinfoApp', ofPodinfo, { stressCpu: '1' }, 'stressCpu must be a whole number of at least 0, got "1"'],
  ['Canary', ofCanary, { target: undefined }, 'target must be an object, got nothing; give it'],
  ['Canary', ofCanary, { target: 'queue' }, 'target must be an object, got "queue"; write it so'],
  ['Canary', ofCanary, { strategy: undefined }, 'strategy must be an object, got nothing; give it'],
  ['Canary', ofCanary, { strategy: abTest({ iterations: 3 } as never) }, 'strategy.match must name at least one match'],
  [
    'Canary',
    ofCanary,
    { strategy: canary({ stepWeights: 10 } as never) },
    'strategy.stepWeights must be whole percents',
  ],
  ['Canary', ofCanary, { provider: 'linkerd' }, 'provider must be an object, got "linkerd"; write it so'],
  [
    'Canary',
    ofCanary,
    { analysis: { ...analysis, metrics: {} } },
    'analysis.metrics must be a list, got {}; write it so',
  ],
  ['Canary', ofCanary, { analysis: { ...analysis, metrics: ['up'] } }, 'metrics[0].interval must be whole seconds'],
  ['Canary', ofCanary, { analysis: { ...analysis, threshold: '5' } }, 'analysis.threshold must be a whole number'],
  [
    'Canary',
    ofCanary,
    { progressDeadlineSeconds: '60' },
    'progressDeadlineSeconds must be a whole number of at least 1',
  ],
  ['Canary', ofCanary, { skipAnalysis: 'yes' }, 'skipAnalysis must be true or false, got "yes"; write it so'],
  ['TeamWorkspace', ofWorkspace, { namespaces: undefined }, 'namespaces must be a list, got nothing; give it'],
  ['TeamWorkspace', ofWorkspace, { namespaces: 'shop' }, 'namespaces must be a list, got "shop"; write it so'],
  ['TeamWorkspace', ofWorkspace, { namespaces: [3] }, 'namespaces must be a DNS-1123 label'],
  ['TeamWorkspace', ofWorkspace, { admins: undefined }, 'admins must be a list, got nothing; give it'],
  ['TeamWorkspace', ofWorkspace, { source: 'https://a/b' }, 'source must be an object, got "https://a/b"; write it so'],
  ['TeamWorkspace', ofWorkspace, { source: {} }, 'source.url must be text, got nothing; give it'],
  ['TeamWorkspace', ofWorkspace, { admins: [null] }, 'admins[0] must be text, got null; write it so'],
  ['TeamWorkspace', ofWorkspace, { quota: null }, 'quota must be an object, got null; write it so'],
  ['TeamWorkspace', ofWorkspace, { limits: { max: null } }, 'limits.max must be an object, got null; write it so'],
  ['TeamWorkspace', ofWorkspace, { limits: { default: '1Gi' } }, 'limits.default must be an object, got "1Gi"'],
  [
    'TeamWorkspace',
    ofWorkspace,
    { limits: { maximum: { cpu: '1' } } },
    'limits must name default, defaultRequest, max, min, got "maximum"; rename it, or remove it',
  ],
  ['TeamWorkspace', ofWorkspace, { network: { allowTo: [null] } }, 'network.allowTo[0] must be an object, got null'],
  [
    'TeamWorkspace',
    ofWorkspace,
    { network: { allowFrom: [{ namespace: 'web' }] } },
    'network.allowFrom[0].ports must be a list, got nothing; give it',
  ],
  ['TeamWorkspace', ofWorkspace, { network: { ingressPorts: 80 } }, 'network.ingressPorts must be a list, got 80'],
  [
    'TeamWorkspace',
    ofWorkspace,
    { network: { sharedLoadTester: 'no' } },
    'network.sharedLoadTester must be true or false, got "no"; write it so',
  ],
  ['TeamWorkspace', ofWorkspace, { secretStores: [{}] }, 'secretStores[0].name must be text, got nothing; give it'],
  [
    'TeamWorkspace',
    ofWorkspace,
    { decryption: { provider: 'sops', secretRef: 'keys' } },
    'decryption.secretRef must be an object, got "keys"; write it so',
  ],
  ['TeamWorkspace', ofWorkspace, { notifications: {} }, 'notifications.type must be text, got nothing; give it'],
  [
    'TeamWorkspace',
    ofWorkspace,
    { notifications: { type: 'slack', secretName: 'chat', severity: 'loud' } },
    'notifications.severity must be info, warn or error, got "loud"; leave it out for warn',
  ],
  [
    'TeamWorkspace',
    ofWorkspace,
    { notifications: { type: 'slack', secretName: 'chat', commitStatus: 'github' } },
    'notifications.commitStatus must be an object, got "github"; write it so',
  ],
  [
    'TeamWorkspace',
    ofWorkspace,
    { notifications: { type: 'slack', secretName: 'chat', push: { type: 'github' } } },
    'notifications.push.secretName must be text, got nothing; give it',
  ],
  ['TeamWorkspace', ofWorkspace, { imageAutomation: {} }, 'imageAutomation.images must be an object, got nothing'],
  [
    'TeamWorkspace',
    ofWorkspace,
    { imageAutomation: { images: { backend: 'podinfo' }, credentials: 'push', author: { email: 'a@example.com' } } },
    'imageAutomation.images.backend must be an object, got "podinfo"; write it so',
  ],
  [
    'TeamWorkspace',
    ofWorkspace,
    { allow: { hosts: 'a.example.com' } },
    'allow.hosts must be a list, got "a.example.com"',
  ],
  [
    'TeamWorkspace',
    ofWorkspace,
    { allow: { images: ['ghcr.io/acme'] } },
    'allow must name repositories, charts, registries, clusters, hosts, got "images"; correct it, or remove it',
  ],
  ['TeamApps', ofTeamApps, { namespaces: 'shop' }, 'namespaces must be a list, got "shop"; write it so'],
  ['TeamApps', ofTeamApps, { limits: { min: 3 } }, 'limits.min must be an object, got 3; write it so'],
  ['TeamApps', ofTeamApps, { notifications: 'loud' }, 'notifications must be info, warn or error, got "loud"'],
])('%s tells of a wrong prop (%#)', (_name, problemsWith, props, message) => {
  expect(problemsWith({})).toStrictEqual([]);
  expect(problemsWith(props)).toContainEqual(expect.stringContaining(message));
});
