import { App, Chart, Testing } from 'cdk8s';
import { Alert } from '../../src/constructs/flux/alert';
import { Provider } from '../../src/constructs/flux/provider';
import { Receiver } from '../../src/constructs/flux/receiver';
import type { ConditionedObject, KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import { withBody } from '../network/body';
import type { FleetCluster } from './fleet-cluster';

/** What Flux says of a team's objects to the team's chat. */
interface Notification {
  readonly message: string;
  readonly involvedObject: { readonly kind: string; readonly name: string };
}

/** A team's notifications, by the toolkit's constructs. */
export interface TeamNotifications {
  /** In the order they came. */
  readonly heard: readonly Notification[];
  /** Does what a Git host does after a push. */
  readonly announcePush: () => Promise<void>;
}

interface ReceiverObject extends ConditionedObject {
  readonly status?: ConditionedObject['status'] & { readonly webhookPath?: string };
}

const CHAT = 'chat.example.com';
const TOKEN = 'push-token';

/**
 * Gives a workspace what its admin gives it beside the fleet: a chat that hears of its Kustomization, and an address that a
 * push calls.
 *
 * @param cluster where the workspace is.
 * @param team name of the workspace, of its namespace, source and Kustomization.
 */
export async function addNotifications(cluster: FleetCluster, team: string): Promise<TeamNotifications> {
  const { plane, network, flux } = cluster;
  const heard: Notification[] = [];
  network.add(CHAT, (incoming, response) => {
    withBody(incoming, (text) => {
      heard.push(JSON.parse(text) as Notification);
      response.end();
    });
  });
  const token = { metadata: { namespace: team, name: TOKEN }, stringData: { token: 'known to the Git host' } };
  await plane.kube.apply({ apiVersion: 'v1', kind: 'Secret', ...token }, 'admin');
  for (const object of objectsOf(team)) await plane.kube.apply(object, 'admin');
  const receiver = await until(`${team}: notification-controller takes calls`, async () => {
    const kind = { apiVersion: 'notification.toolkit.fluxcd.io/v1', kind: 'Receiver' };
    const found = await plane.kube.get<ReceiverObject>(kind, { namespace: team, name: 'push' });
    return found?.status?.webhookPath;
  });
  const announcePush = async (): Promise<void> => {
    const { ok, status } = await fetch(`${flux.receiver}${receiver}`, { method: 'POST', body: '{}' });
    if (!ok) throw new Error(`the Receiver must take the call, got ${status}`);
  };
  return { heard, announcePush };
}

function objectsOf(team: string): KubeObject[] {
  const namespace = team;
  const chart = new Chart(new App(), 'notifications');
  new Provider(chart, 'chat', { namespace, type: 'generic', address: `http://${CHAT}/` });
  new Alert(chart, 'applied', {
    namespace,
    providerRef: { name: 'chat' },
    eventSources: [{ kind: 'Kustomization', name: team }],
  });
  new Receiver(chart, 'push', {
    namespace,
    type: 'generic',
    secretRef: { name: TOKEN },
    resources: [{ kind: 'GitRepository', name: team }],
  });
  return Testing.synth(chart) as KubeObject[];
}
