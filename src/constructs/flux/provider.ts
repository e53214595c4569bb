import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkFluxObject, fluxMetadata, type FluxObjectProps, type LocalReference } from './flux-object';

/** Where Flux can send notifications. */
export type ProviderType =
  | 'alertmanager'
  | 'azuredevops'
  | 'azureeventhub'
  | 'bitbucket'
  | 'bitbucketserver'
  | 'datadog'
  | 'discord'
  | 'generic'
  | 'generic-hmac'
  | 'gitea'
  | 'giteapullrequestcomment'
  | 'github'
  | 'githubdispatch'
  | 'githubpullrequestcomment'
  | 'gitlab'
  | 'gitlabmergerequestcomment'
  | 'googlechat'
  | 'googlepubsub'
  | 'grafana'
  | 'lark'
  | 'matrix'
  | 'msteams'
  | 'nats'
  | 'opsgenie'
  | 'otel'
  | 'pagerduty'
  | 'rocket'
  | 'sentry'
  | 'slack'
  | 'telegram'
  | 'webex'
  | 'zulip';

/** Props of a {@link Provider}. */
export interface ProviderProps extends FluxObjectProps {
  /** The service that is told. */
  readonly type: ProviderType;
  /** Its address, where that is no secret; what it means depends on the type. @default - from the Secret */
  readonly address?: string;
  /** Channel, where the service has channels. @default - none */
  readonly channel?: string;
  /** Name that messages are sent under. @default - Flux's */
  readonly username?: string;
  /** Secret with the address or the token, of the same namespace. @default - none */
  readonly secretRef?: LocalReference;
}

/**
 * A service that Flux sends notifications to (`notification.toolkit.fluxcd.io/v1beta3`).
 *
 * @example
 * new Provider(chart, 'chat', { type: 'slack', channel: 'deploys', secretRef: { name: 'chat-address' } });
 */
export class Provider extends ApiObject {
  constructor(scope: Construct, id: string, props: ProviderProps) {
    super(scope, id, {
      apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
      kind: 'Provider',
      metadata: fluxMetadata(id, props),
      spec: {
        type: props.type,
        address: props.address,
        channel: props.channel,
        username: props.username,
        secretRef: props.secretRef,
        suspend: props.suspend,
      },
    });
    checkFluxObject(this, props, {});
  }
}
