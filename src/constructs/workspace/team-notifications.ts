import type { AlertAddress, AlertChat, AlertSeverity } from '../delivery/alert-provider';
import type { ProviderType } from '../flux/provider';
import type { ReceiverType } from '../flux/receiver';

/** Git hosts that show beside a commit what became of it. */
export type CommitStatusType = 'azuredevops' | 'bitbucket' | 'bitbucketserver' | 'gitea' | 'github' | 'gitlab';

/** Services that people or their tools read. */
export type NotifiedService = Exclude<
  ProviderType,
  | CommitStatusType
  | 'giteapullrequestcomment'
  | 'githubdispatch'
  | 'githubpullrequestcomment'
  | 'gitlabmergerequestcomment'
>;

/**
 * How a team hears of its deliveries, of what Flux applies as well as of what Flagger rolls out, and how Flux hears of its
 * pushes. Secrets are named only: an admin makes them by hand, in the workspace's namespaces.
 */
export interface TeamNotifications {
  /** The service that is told. */
  readonly type: NotifiedService;
  /**
   * Name of the Secret with the service's address under the key `address`, or its `token`, or both. Flux reads it in the home
   * namespace. Where Flagger tells the same chat, it reads the `address` in the namespace of each canary.
   *
   * @default - none: the address is no secret
   */
  readonly secretName?: string;
  /** The service's address, where that is no secret. @default - from the Secret */
  readonly address?: string;
  /** Channel, where the service has channels. @default - the service's own; Flagger's is `general` */
  readonly channel?: string;
  /** Name that messages are sent under. @default - Flux's and Flagger's */
  readonly username?: string;
  /**
   * Which events are told: `error` what fails, `warn` also rollouts that wait for somebody, `info` also what begins and what
   * succeeds. Flux knows no `warn`, and takes it for `error`.
   *
   * @default 'warn'
   */
  readonly severity?: AlertSeverity;
  /**
   * The chat that canaries report to unless they name alerts of their own. Flagger knows Slack, Microsoft Teams, Discord,
   * Rocket.Chat and Google Chat; a team that Flux tells otherwise must name one.
   *
   * @default - the same chat
   */
  readonly rollouts?: AlertAddress & AlertChat;
  /** Shows beside each commit whether Flux could apply it. @default - not shown */
  readonly commitStatus?: CommitStatus;
  /** Lets the Git host, or the registry, call Flux after each push. @default - Flux looks once per interval */
  readonly push?: PushCalls;
}

/** Where the outcome of a commit is shown. */
export interface CommitStatus {
  /** The Git host. */
  readonly type: CommitStatusType;
  /** Name of the Secret in the home namespace with a `token` that may write commit statuses, and nothing else. */
  readonly secretName: string;
  /** The repository's `https://` URL. @default - that of the repository that the apps come from */
  readonly address?: string;
}

/** Who calls after a push. */
export interface PushCalls {
  /** The caller, which decides how calls are checked. */
  readonly type: ReceiverType;
  /** Name of the Secret in the home namespace whose `token` calls are checked with. */
  readonly secretName: string;
  /** The caller's events that count. @default - all */
  readonly events?: readonly string[];
}
