import type { ApiObject } from 'cdk8s';
import type { Problem } from '../../model/problem';
import { SEVERITIES } from '../delivery/alert-check';
import type { AlertAddress, AlertChat, AlertSeverity } from '../delivery/alert-provider';
import type { CommitStatus, NotifiedService, TeamNotifications } from './team-notifications';

/** The chats that both know, by Flux's name, with Flagger's. */
const CHATS: Partial<Record<NotifiedService, AlertChat['type']>> = {
  discord: 'discord',
  googlechat: 'gchat',
  msteams: 'msteams',
  rocket: 'rocket',
  slack: 'slack',
};

/** The chat that canaries report to, or nothing where none is given, or not exactly one address of it. */
export function rolloutChat(props: TeamNotifications): (AlertAddress & AlertChat) | undefined {
  const { rollouts, type: service, channel, username, secretName, address } = props;
  if (rollouts !== undefined) return rollouts;
  const type = CHATS[service];
  if (type === undefined) return undefined;
  const chat: AlertChat =
    // The webhooks of these belong to one channel, and Flagger tells them neither.
    type === 'msteams' || type === 'gchat'
      ? { type }
      : { type, ...(channel !== undefined && { channel }), ...(username !== undefined && { username }) };
  if (secretName !== undefined && address === undefined) return { ...chat, secretName };
  if (address !== undefined && secretName === undefined) return { ...chat, address };
  return undefined;
}

/** The repository at which the outcome of commits is shown. */
export function commitAddress(props: CommitStatus, repository: string): string {
  return props.address ?? repository;
}

/** Checks what the objects that are made of it do not check themselves. */
export function checkNotifications(props: TeamNotifications, repository: string): Problem[] {
  return [
    ...checkAddress(props),
    ...checkSeverity('notifications.severity', props.severity),
    ...checkRollouts(props),
    ...(props.commitStatus === undefined ? [] : checkCommitStatus(props.commitStatus, repository)),
  ];
}

/** The team must not ship an AlertProvider of the name that admins apply: two would write it in turn. */
export function checkOwnProviders(objects: readonly ApiObject[], name: string): Problem[] {
  return objects
    .filter((object) => object.kind === 'AlertProvider' && object.name === name)
    .map(({ node, metadata }) => ({
      prop: `${node.path}: name`,
      must: "not be that of the workspace's own AlertProvider",
      got: metadata.name,
      remedy: "give it another name, or leave out the workspace's notifications",
    }));
}

/** Checks which events are told: of another severity Flagger never sends any. */
export function checkSeverity(prop: string, got: AlertSeverity = 'warn'): Problem[] {
  if (SEVERITIES.includes(got)) return [];
  return [{ prop, must: 'be info, warn or error', got, remedy: 'leave it out for warn' }];
}

function checkAddress({ address, secretName }: TeamNotifications): Problem[] {
  if (address !== undefined || secretName !== undefined) return [];
  const remedy = 'name the Secret whose key address holds it';
  return [{ prop: 'notifications.secretName', must: 'be given where there is no address', got: undefined, remedy }];
}

function checkRollouts({ rollouts, type, address, secretName }: TeamNotifications): Problem[] {
  if (rollouts !== undefined) return [];
  if (CHATS[type] === undefined) {
    const must = `be given beside ${type}, which Flagger does not know: failed rollouts would reach nobody`;
    const remedy = `name a chat for them; Flagger knows ${Object.values(CHATS).join(', ')}`;
    return [{ prop: 'notifications.rollouts', must, got: undefined, remedy }];
  }
  if (address === undefined || secretName === undefined) return [];
  const remedy = 'move it to the key address of the Secret, or name a chat for rollouts';
  return [{ prop: 'notifications.address', must: 'be in the Secret, where Flagger looks', got: address, remedy }];
}

function checkCommitStatus(props: CommitStatus, repository: string): Problem[] {
  const got = commitAddress(props, repository);
  if (/^https:\/\/./.test(got)) return [];
  const remedy = "write the repository's address as the browser shows it";
  return [{ prop: 'notifications.commitStatus.address', must: 'be an https:// URL', got, remedy }];
}
