import { Construct } from 'constructs';
import { AlertProvider, type AlertSeverity, type CanaryAlert } from '../delivery/alert-provider';
import { Alert } from '../flux/alert';
import type { FluxObjectSelector } from '../flux/event-source';
import { Provider, type ProviderType } from '../flux/provider';
import { Receiver } from '../flux/receiver';
import { commitAddress, rolloutChat } from './notification-problems';
import type { CommitStatus, PushCalls, TeamNotifications } from './team-notifications';

/** Name of the Flux Provider, the Flux Alert, and the AlertProvider in each namespace. */
export const NOTIFICATIONS = 'notifications';

/** Whose events are told, and to whom. */
interface NotificationPlace {
  /** The workspace's namespaces, each of which gets an AlertProvider. */
  readonly namespaces: readonly string[];
  /** The namespace of the team's Flux objects. */
  readonly home: string;
  /** The team's source. */
  readonly source: FluxObjectSelector;
  /** The Kustomization that applies its apps. */
  readonly sync: FluxObjectSelector;
  /** The address of the repository that the apps come from. */
  readonly repository: string;
  /** What every message says besides. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The alert by which canaries reach the chat of their workspace: the AlertProvider is in each of its namespaces. */
export function teamAlert(severity: AlertSeverity = 'warn'): CanaryAlert {
  return { name: NOTIFICATIONS, severity, providerRef: { name: NOTIFICATIONS } };
}

/**
 * What tells a team of its deliveries, and Flux of the team's pushes. Admins apply all of it: who may write a Provider
 * has notification-controller send a Secret of the namespace to an address of their choice.
 */
export function addNotifications(scope: Construct, props: TeamNotifications, place: NotificationPlace): void {
  const { home: namespace, source, sync, metadata } = place;
  const service = new Construct(scope, 'service');
  addProvider(service, NOTIFICATIONS, namespace, props);
  new Alert(service, 'alert', {
    name: NOTIFICATIONS,
    namespace,
    providerRef: { name: NOTIFICATIONS },
    eventSeverity: props.severity === 'info' ? 'info' : 'error',
    eventSources: [sync, source],
    eventMetadata: metadata,
  });
  addRolloutAlerts(new Construct(scope, 'rollouts'), props, place.namespaces);
  if (props.commitStatus !== undefined) addCommitStatus(scope, props.commitStatus, place);
  if (props.push !== undefined) addReceiver(scope, props.push, place);
}

function addRolloutAlerts(scope: Construct, props: TeamNotifications, namespaces: readonly string[]): void {
  const chat = rolloutChat(props);
  if (chat === undefined) return;
  for (const namespace of namespaces) new AlertProvider(scope, namespace, { ...chat, name: NOTIFICATIONS, namespace });
}

function addCommitStatus(scope: Construct, props: CommitStatus, place: NotificationPlace): void {
  const { home: namespace, sync, repository } = place;
  const name = 'commit-status';
  const file = new Construct(scope, name);
  addProvider(file, name, namespace, { ...props, address: commitAddress(props, repository) });
  new Alert(file, 'alert', {
    name,
    namespace,
    providerRef: { name },
    // A status that only ever failed would never turn green again.
    eventSeverity: 'info',
    eventSources: [sync],
  });
}

function addReceiver(scope: Construct, { type, secretName, events }: PushCalls, place: NotificationPlace): void {
  new Receiver(scope, 'push', {
    namespace: place.home,
    type,
    secretRef: { name: secretName },
    resources: [place.source],
    ...(events !== undefined && { events }),
  });
}

/** What a Provider is made of. */
interface Service {
  readonly type: ProviderType;
  readonly secretName?: string;
  readonly address?: string;
  readonly channel?: string;
  readonly username?: string;
}

function addProvider(scope: Construct, name: string, namespace: string, service: Service): void {
  const { type, address, channel, username, secretName } = service;
  new Provider(scope, 'provider', {
    name,
    namespace,
    type,
    ...(address !== undefined && { address }),
    ...(channel !== undefined && { channel }),
    ...(username !== undefined && { username }),
    ...(secretName !== undefined && { secretRef: { name: secretName } }),
  });
}
