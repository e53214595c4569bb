import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isCidr } from '../../model/cidr';
import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import type { LinkerdServer } from './linkerd-server';

const GROUP = 'policy.linkerd.io';

/** Accounts whose meshed pods may connect. */
export interface LinkerdAccount {
  /** Namespace of the account. */
  readonly namespace: string;
  /** Name of the ServiceAccount under which the callers' pods run. @default - all accounts of the namespace */
  readonly name?: string;
}

/** Props of a {@link LinkerdAuthorization}; one of `accounts` and `networks` must be given. */
export interface LinkerdAuthorizationProps {
  /** Beginning of the objects' names. @default - the construct's id */
  readonly name?: string;
  /** The port that is opened. The objects go to its namespace. */
  readonly server: LinkerdServer;
  /** Callers with a proxy, by their accounts. @default - none */
  readonly accounts?: readonly LinkerdAccount[];
  /** Callers by address, with a proxy or without: CIDRs such as `10.42.0.0/16`. @default - none */
  readonly networks?: readonly string[];
}

/**
 * Opens a port that a {@link LinkerdServer} closes: to any of the accounts, and to any of the networks. These are two
 * AuthorizationPolicies, as one of them lets in only who meets all that it names.
 *
 * @example
 * const cart = new PodinfoApp(shop, 'cart', { tag: '6.9.4' });
 * const server = new LinkerdServer(shop, 'cart-http', { app: cart, port: 'http', accessPolicy: 'deny' });
 * new LinkerdAuthorization(shop, 'cart-callers', { server, accounts: [{ namespace: 'shop' }] });
 */
export class LinkerdAuthorization extends Construct {
  constructor(scope: Construct, id: string, props: LinkerdAuthorizationProps) {
    super(scope, id);
    const { name = id, server, accounts = [], networks = [] } = props;
    report(this, [
      ...checkSubdomainName('name', name),
      ...checkSome(accounts, networks),
      ...accounts.flatMap(checkAccount),
      ...networks.flatMap(checkNetwork),
    ]);
    if (accounts.length > 0) {
      this.allow(server, `${name}-accounts`, 'MeshTLSAuthentication', { identityRefs: accounts.map(identityRef) });
    }
    if (networks.length > 0) {
      this.allow(server, `${name}-networks`, 'NetworkAuthentication', { networks: networks.map((cidr) => ({ cidr })) });
    }
  }

  private allow(server: LinkerdServer, name: string, kind: string, spec: object): void {
    const apiVersion = `${GROUP}/v1alpha1`;
    const metadata = { name, namespace: server.namespace };
    new ApiObject(this, kind, { apiVersion, kind, metadata, spec });
    new ApiObject(this, `${kind}Policy`, {
      apiVersion,
      kind: 'AuthorizationPolicy',
      metadata,
      spec: {
        targetRef: { group: GROUP, kind: 'Server', name: server.name },
        requiredAuthenticationRefs: [{ group: GROUP, kind, name }],
      },
    });
  }
}

/** By reference, not by identity: Linkerd then completes it with the cluster's own trust domain. */
function identityRef({ namespace, name }: LinkerdAccount): object {
  return name === undefined ? { kind: 'Namespace', name: namespace } : { kind: 'ServiceAccount', namespace, name };
}

function checkSome(accounts: readonly unknown[], networks: readonly unknown[]): Problem[] {
  if (accounts.length + networks.length > 0) return [];
  const remedy = 'name those that may connect, or leave the construct out';
  return [{ prop: 'accounts', must: 'not be empty where networks are, too', got: accounts, remedy }];
}

function checkAccount({ namespace, name }: LinkerdAccount): Problem[] {
  return [
    ...checkLabelName('accounts.namespace', namespace),
    ...(name === undefined ? [] : checkSubdomainName('accounts.name', name)),
  ];
}

function checkNetwork(got: string): Problem[] {
  if (isCidr(got)) return [];
  return [{ prop: 'networks', must: 'be CIDRs', got, remedy: 'write an address and its prefix length: 10.42.0.0/16' }];
}
