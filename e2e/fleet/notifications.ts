import { createHmac } from 'node:crypto';
import type { ConditionedObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import { withBody } from '../network/body';
import type { FleetCluster } from './fleet-cluster';

/** What a team's chat is told, by Flux of a `kustomization/shop.shop`, by Flagger of a canary's `backend.shop`. */
interface Message {
  readonly about: string;
  readonly text: string;
}

/** What the chat and the Git host of a team know. */
export interface TeamChannels {
  /** What the chat has heard, in the order it came. */
  readonly heard: readonly Message[];
  /** Forgets what it has heard so far. */
  readonly forget: () => void;
  /** Does what GitHub does after a push, to the Receiver of the workspace; says what the answer was. */
  readonly announcePush: (token?: string) => Promise<number>;
}

/** As Slack takes it. */
interface SlackPayload {
  readonly attachments: readonly { readonly author_name: string; readonly text: string }[];
}

interface ReceiverObject extends ConditionedObject {
  readonly status?: ConditionedObject['status'] & { readonly webhookPath?: string };
}

const CHAT = 'chat.example.com';
const TOKEN = 'known to the Git host';
const RECEIVER = { apiVersion: 'notification.toolkit.fluxcd.io/v1', kind: 'Receiver' };

/**
 * Gives workspaces with notifications what an admin gives them by hand: the Secrets. Each team's chat is an address of its
 * own.
 *
 * @param cluster where the workspaces are.
 * @param namespaces of each workspace, by its team, the home first.
 */
export async function openChannels<Team extends string>(
  cluster: FleetCluster,
  namespaces: Readonly<Record<Team, readonly string[]>>,
): Promise<Record<Team, TeamChannels>> {
  const heard = new Map<string, Message[]>();
  cluster.network.add(CHAT, (incoming, response) => {
    withBody(incoming, (text) => {
      const { attachments } = JSON.parse(text) as SlackPayload;
      const messages = attachments.map((one) => ({ about: one.author_name, text: one.text }));
      heard.get(incoming.url ?? '')?.push(...messages);
      response.end();
    });
  });
  const opened = Object.entries<readonly string[]>(namespaces).map(async ([team, places]) => {
    const messages: Message[] = [];
    heard.set(`/${team}`, messages);
    for (const namespace of places) await addSecret(cluster, namespace, 'chat', { address: `http://${CHAT}/${team}` });
    const [home = team] = places;
    await addSecret(cluster, home, 'push-token', { token: TOKEN });
    const channels: TeamChannels = {
      heard: messages,
      forget: () => {
        messages.length = 0;
      },
      announcePush: (token = TOKEN) => announcePush(cluster, home, token),
    };
    return [team, channels] as const;
  });
  return Object.fromEntries(await Promise.all(opened)) as Record<Team, TeamChannels>;
}

async function addSecret(
  { plane }: FleetCluster,
  namespace: string,
  name: string,
  stringData: Record<string, string>,
): Promise<void> {
  await plane.kube.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name }, stringData }, 'admin');
}

async function announcePush({ plane, flux }: FleetCluster, namespace: string, token: string): Promise<number> {
  const push = { namespace, name: 'push' };
  // It may have been without its Secret for so long that it looks for it rarely.
  const now = { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': 'the Secret is there' } } };
  await plane.kube.merge(RECEIVER, push, now);
  const path = await until(`${namespace}: notification-controller takes calls`, async () => {
    const found = await plane.kube.get<ReceiverObject>(RECEIVER, push);
    return found?.status?.webhookPath;
  });
  const body = JSON.stringify({ ref: 'refs/heads/dev' });
  const { status } = await fetch(`${flux.receiver}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-GitHub-Event': 'push',
      'X-Hub-Signature-256': `sha256=${createHmac('sha256', token).update(body).digest('hex')}`,
    },
    body,
  });
  return status;
}
