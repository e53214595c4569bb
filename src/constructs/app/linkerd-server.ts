import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkSubdomainName } from '../../model/name';
import { report } from '../report';
import { checkAppPort, type SelectableApp } from './pod-selector';

/** Who may connect to a {@link LinkerdServer}, beside those that an AuthorizationPolicy lets in. */
export type LinkerdAccessPolicy =
  'all-authenticated' | 'all-unauthenticated' | 'audit' | 'cluster-authenticated' | 'cluster-unauthenticated' | 'deny';

/** What is spoken at a port, where Linkerd need not find out by itself. */
export type LinkerdProxyProtocol = 'gRPC' | 'HTTP/1' | 'HTTP/2' | 'opaque' | 'TLS' | 'unknown';

/** Props of a {@link LinkerdServer}. */
export interface LinkerdServerProps {
  /** Name of the object. @default - the construct's id */
  readonly name?: string;
  /** The app whose port it is. The object goes to its namespace. */
  readonly app: SelectableApp;
  /** Name or number of the container's port. A port has one Server only. */
  readonly port: string | number;
  /** Who may connect. As soon as there is a Server, its port is closed to all others. */
  readonly accessPolicy: LinkerdAccessPolicy;
  /** What is spoken there. @default - Linkerd finds out */
  readonly proxyProtocol?: LinkerdProxyProtocol;
}

/**
 * Linkerd's policy of one port of an app: who may connect to it. It holds for the new version and for the one that Flagger
 * keeps as the primary alike.
 *
 * @example
 * const cart = new PodinfoApp(shop, 'cart');
 * new LinkerdServer(shop, 'cart-http', { app: cart, port: 'http', accessPolicy: 'all-authenticated' });
 */
export class LinkerdServer extends Construct {
  /** Name of the object. */
  readonly name: string;
  /** Its namespace: the app's. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: LinkerdServerProps) {
    super(scope, id);
    const { app, port, accessPolicy, proxyProtocol } = props;
    this.name = props.name ?? id;
    this.namespace = app.namespace;
    report(this, [...checkSubdomainName('name', this.name), ...checkAppPort('port', port, app)]);
    this.node.defaultChild = new ApiObject(this, 'Server', {
      apiVersion: 'policy.linkerd.io/v1beta3',
      kind: 'Server',
      metadata: { name: this.name, namespace: this.namespace },
      spec: { podSelector: app.podSelector, port, accessPolicy, proxyProtocol },
    });
  }
}
