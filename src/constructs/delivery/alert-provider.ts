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
      /** Name of the Secret that holds the URL, of the same namespace. */
      readonly secretName: string;
      /** Not beside a Secret. */
      readonly address?: never;
    };

/** Props of an {@link AlertProvider}. */
export type AlertProviderProps = AlertAddress & {
  /** Name of the provider. @default - the construct's id */
  readonly name?: string;
  /** Its namespace. @default - the Chart's */
  readonly namespace?: string;
  /** The kind of chat. */
  readonly type: 'slack' | 'msteams' | 'discord' | 'rocket' | 'gchat';
  /** The channel to write to. @default 'general' */
  readonly channel?: string;
  /** The name to write as. @default 'flagger' */
  readonly username?: string;
  /** URL of a proxy on the way. @default - none */
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
