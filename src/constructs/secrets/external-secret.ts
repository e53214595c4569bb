import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDuration, type Duration } from '../../model/duration';
import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import { checkNamespace, namespaceOf } from '../traffic/namespace';

/** A store of External Secrets, which the cluster's admins own. */
export interface SecretStoreReference {
  /** Its kind: one of the ExternalSecret's own namespace, or one of the whole cluster. */
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  /** Its name. */
  readonly name: string;
}

/** Where in a store a value is. */
export interface RemoteReference {
  /** The entry of the store: `shop/database`. */
  readonly key: string;
  /** The field of that entry, where it has several. @default - the entry itself */
  readonly property?: string;
  /** Its version, as the store counts. @default - the latest */
  readonly version?: string;
}

/** Props of an {@link ExternalSecret}. */
export interface ExternalSecretProps {
  /** Name of the object, and of the Secret that is made of it. @default - the construct's id */
  readonly name?: string;
  /** Its namespace. @default - the chart's */
  readonly namespace?: string;
  /** The store that the values come from. */
  readonly secretStoreRef: SecretStoreReference;
  /** Where each value of the Secret is, by its key in the Secret. */
  readonly data: Readonly<Record<string, RemoteReference>>;
  /** Time between two looks at the store. @default '1h' */
  readonly refreshInterval?: Duration;
}

/**
 * A Secret whose values External Secrets fetches from a store (`external-secrets.io/v1`): what is written says where they
 * are, and nothing more. In a {@link TeamWorkspace} the store must be one of its `secretStores`.
 *
 * @example
 * const workspace = new TeamWorkspace(environment, 'shop', {
 *   namespaces: ['shop'],
 *   admins: ['shop-leads'],
 *   secretStores: [{ kind: 'ClusterSecretStore', name: 'vault' }],
 * });
 * new ExternalSecret(workspace, 'database', {
 *   secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
 *   data: { password: { key: 'shop/database', property: 'password' } },
 * });
 */
export class ExternalSecret extends Construct {
  /** Name of the Secret that is made. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    const { secretStoreRef, data, refreshInterval = '1h' } = props;
    this.name = props.name ?? id;
    this.namespace = namespaceOf(this, props.namespace);
    report(this, [
      ...checkSubdomainName('name', this.name),
      ...checkNamespace(this.namespace),
      ...checkSubdomainName('secretStoreRef.name', secretStoreRef.name),
      ...checkDuration('refreshInterval', refreshInterval),
      ...checkData(data),
    ]);
    this.node.defaultChild = new ApiObject(this, 'ExternalSecret', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        refreshInterval,
        secretStoreRef: { kind: secretStoreRef.kind, name: secretStoreRef.name },
        data: Object.entries(data).map(([secretKey, remoteRef]) => ({ secretKey, remoteRef: { ...remoteRef } })),
      },
    });
  }
}

function checkData(data: ExternalSecretProps['data']): Problem[] {
  if (Object.keys(data).length === 0) {
    const remedy = 'say where each value is, like { password: { key: "shop/database" } }';
    return [{ prop: 'data', must: 'not be empty', got: data, remedy }];
  }
  return Object.entries(data).flatMap(([key, { key: entry }]) => [
    ...(/^[-._a-zA-Z0-9]{1,253}$/.test(key)
      ? []
      : [{ prop: 'data', must: 'have keys of letters, digits, "-", "_" and "."', got: key, remedy: 'rename it' }]),
    ...(entry.trim() === ''
      ? [{ prop: `data.${key}.key`, must: 'not be empty', got: entry, remedy: "name the store's entry" }]
      : []),
  ]);
}
