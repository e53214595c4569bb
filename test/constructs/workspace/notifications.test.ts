import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { AlertProvider } from '../../../src/constructs/delivery/alert-provider';
import { Canary } from '../../../src/constructs/delivery/canary';
import type { CanaryProps } from '../../../src/constructs/delivery/canary-props';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { blueGreen } from '../../../src/constructs/delivery/strategy';
import { ClusterReference } from '../../../src/constructs/infrastructure/cluster-reference';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import { TeamApps } from '../../../src/constructs/workspace/team-apps';
import type { TeamNotifications } from '../../../src/constructs/workspace/team-notifications';
import type { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import { manifestSerializer, type ManifestObject, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { adminObjects, devWorkspace, fleetApp, only, problems } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

const chat: TeamNotifications = { type: 'slack', channel: 'shop', secretName: 'chat' };
const push = { type: 'github', secretName: 'push-token', events: ['push'] } as const;
const everything: TeamNotifications = { ...chat, push, commitStatus: { type: 'github', secretName: 'statuses' } };

function made(notifications: TeamNotifications): ManifestObject[] {
  return adminObjects(devWorkspace({ namespaces: ['shop', 'shop-jobs'], home: 'shop-jobs', notifications }));
}

function told(notifications: TeamNotifications): string[] {
  return problems(devWorkspace({ notifications }));
}

/** The alerts of a canary in a workspace. */
function alertsOf(scope: TeamWorkspace | TeamApps, own: Pick<CanaryProps, 'alerts'> = {}): unknown {
  const target = new PodinfoApp(scope, 'backend', { tag: '6.9.4' });
  new Canary(scope, 'backend-rollout', { target, strategy: blueGreen({ iterations: 10 }), ...own });
  const { analysis } = only(synth(scope), 'Canary', 'backend').spec as { analysis: { alerts?: unknown } };
  return analysis.alerts;
}

const notificationKinds = ['Provider', 'Alert', 'AlertProvider', 'Receiver'];

describe('what one declaration makes', () => {
  const objects = made(everything).filter(({ kind }) => notificationKinds.includes(kind));

  test('all that a team hears by, and all that Flux hears of the team by', () => {
    expect(objects).toMatchSnapshot();
  });

  test('is what Flux and Flagger know', () => {
    for (const object of objects) expect(validateManifest(object)).toStrictEqual([]);
  });

  test('is applied by admins: none of it is among the apps', () => {
    expect(synth(devWorkspace({ notifications: everything })).map(({ kind }) => kind)).toStrictEqual(['ConfigMap']);
  });

  test('refers to its own namespace only, as lockdown wants it', () => {
    const flux = objects.filter(({ apiVersion }) => apiVersion.startsWith('notification.toolkit.fluxcd.io/'));
    expect(flux.map(({ metadata }) => metadata.namespace)).toStrictEqual(flux.map(() => 'shop-jobs'));
    expect(JSON.stringify(flux.map(({ spec }) => spec))).not.toContain('"namespace"');
  });

  test('is nothing where no notifications are asked for', () => {
    expect(adminObjects(devWorkspace()).filter(({ kind }) => notificationKinds.includes(kind))).toStrictEqual([]);
  });
});

describe('how severe', () => {
  test.each([
    [undefined, 'error', 'warn'],
    ['warn', 'error', 'warn'],
    ['error', 'error', 'error'],
    ['info', 'info', 'info'],
  ] as const)('%s is %s for Flux and %s for Flagger', (severity, flux, flagger) => {
    const notifications = severity === undefined ? chat : { ...chat, severity };
    const workspace = devWorkspace({ notifications });
    expect(only(adminObjects(workspace), 'Alert', 'notifications').spec).toMatchObject({ eventSeverity: flux });
    expect(alertsOf(workspace)).toStrictEqual([
      { name: 'notifications', severity: flagger, providerRef: { name: 'notifications' } },
    ]);
  });
});

describe('which canaries report there', () => {
  const own = [{ name: 'own', severity: 'info', providerRef: { name: 'own' } }] as const;

  test('not those that name their own alerts, or none at all', () => {
    expect(alertsOf(devWorkspace({ notifications: chat }), { alerts: own })).toStrictEqual(own);
    expect(alertsOf(devWorkspace({ notifications: chat }), { alerts: [] })).toBeUndefined();
    expect(alertsOf(devWorkspace())).toBeUndefined();
  });

  test('those of the team’s own repository, where it says that the workspace has notifications', () => {
    const apps = (props: object): TeamApps => {
      const cluster = new ClusterReference(fleetApp(), 'cloud', { platform: k3s() });
      const prod = new Environment(cluster, 'prod', { branch: 'main', profile: profiles.quick, traffic: linkerd() });
      return new TeamApps(prod, 'shop', { namespaces: ['shop'], ...props });
    };
    expect(alertsOf(apps({ notifications: 'error' }))).toMatchObject([{ severity: 'error' }]);
    expect(alertsOf(apps({}))).toBeUndefined();
  });
});

describe('the chat of rollouts', () => {
  const spec = (notifications: TeamNotifications): unknown =>
    only(adminObjects(devWorkspace({ notifications })), 'AlertProvider', 'notifications').spec;

  test('is the same one, by Flagger’s name for it', () => {
    expect(spec(chat)).toStrictEqual({ type: 'slack', channel: 'shop', secretRef: { name: 'chat' } });
    expect(spec({ type: 'googlechat', channel: 'shop', secretName: 'chat' })).toStrictEqual({
      type: 'gchat',
      secretRef: { name: 'chat' },
    });
  });

  test('may be another one', () => {
    const rollouts = { type: 'discord', secretName: 'rollouts' } as const;
    expect(spec({ type: 'pagerduty', secretName: 'pager', rollouts })).toStrictEqual({
      type: 'discord',
      secretRef: { name: 'rollouts' },
    });
  });

  test('must be given beside a service that Flagger does not know, or whose address is in two places', () => {
    expect(told({ type: 'pagerduty', secretName: 'pager' })).toStrictEqual([
      'laptop/dev/shop: notifications.rollouts must be given beside pagerduty, which Flagger does not know: failed rollouts would reach nobody, got nothing; name a chat for them; Flagger knows discord, gchat, msteams, rocket, slack',
    ]);
    expect(told({ ...chat, address: 'https://slack.com/api/chat.postMessage' })).toStrictEqual([
      'laptop/dev/shop: notifications.address must be in the Secret, where Flagger looks, got "https://slack.com/api/chat.postMessage"; move it to the key address of the Secret, or name a chat for rollouts',
    ]);
  });
});

describe('what is reported', () => {
  test('a service without any address', () => {
    expect(told({ type: 'slack' })).toStrictEqual([
      'laptop/dev/shop: notifications.secretName must be given where there is no address, got nothing; name the Secret whose key address holds it',
    ]);
  });

  test('commit statuses at a repository whose web address is not known', () => {
    const workspace = devWorkspace({
      source: { url: 'ssh://git@example.com/shop' },
      credentials: 'deploy-key',
      notifications: { ...chat, commitStatus: { type: 'gitea', secretName: 'statuses' } },
    });
    expect(problems(workspace)).toStrictEqual([
      `laptop/dev/shop: notifications.commitStatus.address must be an https:// URL, got "ssh://git@example.com/shop"; write the repository's address as the browser shows it`,
    ]);
  });

  test('an AlertProvider of the team’s that would overwrite the admins’', () => {
    const workspace = devWorkspace({ notifications: chat });
    new AlertProvider(workspace, 'mine', { name: 'notifications', type: 'slack', secretName: 'chat' });
    expect(problems(workspace)).toStrictEqual([
      `laptop/dev/shop: laptop/dev/shop/mine/AlertProvider: name must not be that of the workspace's own AlertProvider, got "notifications"; give it another name, or leave out the workspace's notifications`,
    ]);
  });

  test('names of Secrets that Kubernetes would refuse', () => {
    expect(told({ ...chat, secretName: 'Chat!', push: { ...push, secretName: '' } }).join('\n')).toMatch(
      /secretRef.name must[^]*secretRef.name must/,
    );
  });
});
