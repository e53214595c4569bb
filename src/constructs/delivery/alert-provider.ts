import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import { checkUrl } from '../traffic/address';
import { checkNamespace, namespaceOf } from '../traffic/namespace';

/** Which events a canary sends: `info` sends all, `warn` what waits or fails, `error` only rollbacks. */
export type AlertSeverity = 'info' | 'warn' | 'error';

/** An alert of a canary analysis. One entry already silences Flagger's global notifier for this canary. */
export interface CanaryAlert {
  /** Name of the alert. */
  readonly name: string;
  /** Which events are sent; without one Flagger sends none. */
  readonly severity: AlertSeverity;
  /** The AlertProvider that sends them. */
  readonly providerRef: {
    /** Its name. */
    readonly name: string;
    /** Its namespace. @default - the Canary's */
    readonly namespace?: string;
  };
}

/** Where a provider's address, an `http://` or `https://` URL, is: in the open, or in a Secret under the key `address`. */
export type AlertAddress =
  | {
      /** The URL, in the open. */
      readonly address: string;
      /** Not beside an address. */
      readonly secretName?: never;
    }
  | {
      /**
       * Name of the Secret that holds the URL, of the same namespace. A key `token` is sent to Slack as a bearer token; other
       * chats get none.
       */
      readonly secretName: string;
      /** Not beside a Secret. */
      readonly address?: never;
    };

/** The kind of chat, with channel and name for those that are told them. */
export type AlertChat =
  | {
      /** A chat whose webhook is told the channel and the name. */
      readonly type: 'slack' | 'discord' | 'rocket';
      /** The channel to write to. @default 'general' */
      readonly channel?: string;
      /** The name to write as. @default 'flagger' */
      readonly username?: string;
    }
  | {
      /** A chat whose webhook belongs to one channel; Flagger tells it neither channel nor name. */
      readonly type: 'msteams' | 'gchat';
      /** Not for these. */
      readonly channel?: never;
      /** Not for these. */
      readonly username?: never;
    };

/** Props of an {@link AlertProvider}. */
export type AlertProviderProps = AlertAddress &
  AlertChat & {
    /** Name of the provider. @default - the construct's id */
    readonly name?: string;
    /** Its namespace. @default - the Chart's */
    readonly namespace?: string;
    /** URL of a proxy on the way: `http://`, `https://` or `socks5://`. @default - none */
    readonly proxy?: string;
  };

/**
 * A chat that canaries report to.
 *
 * @example
 * const chat = new AlertProvider(shop, 'chat', { type: 'slack', channel: 'shop', secretName: 'slack-webhook' });
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   alerts: [chat.toAlert()],
 * });
 */
export class AlertProvider extends Construct {
  /** Name of the provider. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: AlertProviderProps) {
    super(scope, id);
    this.name = props.name ?? id;
    this.namespace = namespaceOf(this, props.namespace);
    const { type, channel, username, proxy, address, secretName } = props;
    report(this, [
      ...checkSubdomainName('name', this.name),
      ...checkNamespace(this.namespace),
      ...checkAddress(address, secretName),
      ...checkChat(props),
      ...checkProxy(proxy),
    ]);
    this.node.defaultChild = new ApiObject(this, 'AlertProvider', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'AlertProvider',
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        type,
        ...(channel !== undefined && { channel }),
        ...(username !== undefined && { username }),
        ...(proxy !== undefined && { proxy }),
        ...(address !== undefined && { address }),
        ...(secretName !== undefined && { secretRef: { name: secretName } }),
      },
    });
  }

  /**
   * An alert through this provider, for a Canary's `alerts`.
   *
   * @param severity which events are sent; all of them unless said otherwise.
   */
  toAlert(severity: AlertSeverity = 'info'): CanaryAlert {
    return { name: this.name, severity, providerRef: { name: this.name, namespace: this.namespace } };
  }
}

function checkAddress(address: string | undefined, secretName: string | undefined): Problem[] {
  if (secretName === undefined && address !== undefined) {
    return checkUrl('address', address, 'https://chat.example.com/hooks/shop');
  }
  if (secretName !== undefined && address === undefined) return checkSubdomainName('secretName', secretName);
  const both = address !== undefined;
  const remedy = both ? 'keep one' : 'name the Secret whose key address holds it';
  return [{ prop: 'address', must: 'be given in one place', got: both ? 'two' : 'none', remedy }];
}

const CHATS: Readonly<Record<AlertProviderProps['type'], 'told' | 'bound'>> = {
  slack: 'told',
  discord: 'told',
  rocket: 'told',
  msteams: 'bound',
  gchat: 'bound',
};

function checkChat({ type, channel, username }: AlertProviderProps): Problem[] {
  if (!Object.hasOwn(CHATS, type)) {
    const remedy = `it knows ${Object.keys(CHATS).join(', ')}`;
    return [{ prop: 'type', must: 'be a chat that Flagger knows', got: type, remedy }];
  }
  return Object.entries({ channel, username }).flatMap(([prop, got]) => {
    if (got === undefined) return [];
    if (CHATS[type] === 'bound') {
      const remedy = 'its webhook belongs to one channel, and Flagger tells it neither: leave it out';
      return [{ prop, must: `not be given for ${type}`, got, remedy }];
    }
    return got.trim() === ''
      ? [{ prop, must: 'not be empty', got, remedy: "leave it out for Flagger's own default" }]
      : [];
  });
}

function checkProxy(got: string | undefined): Problem[] {
  if (got === undefined || /^(https?|socks5h?):\/\/[^\s/]\S*$/.test(got)) return [];
  const remedy = 'for example "http://proxy.example.com:3128"';
  return [{ prop: 'proxy', must: 'be an http://, https:// or socks5:// URL', got, remedy }];
}
