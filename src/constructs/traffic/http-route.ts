import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkSubdomainName } from '../../model/name';
import { report } from '../report';
import { checkHost } from './address';
import { checkRules } from './http-route-check';
import type { HttpRouteRule } from './http-route-rule';
import { checkNamespace, namespaceOf } from './namespace';
import { checkParents } from './parent-check';
import type { GatewayReference } from './traffic-provider';

/** Props of an {@link HttpRoute}. */
export interface HttpRouteProps {
  /** Name of the route. @default - the construct's id */
  readonly name?: string;
  /** Its namespace. @default - the Chart's */
  readonly namespace?: string;
  /** The Gateways, or for a mesh the Services, whose requests are routed. */
  readonly parentRefs: readonly [GatewayReference, ...GatewayReference[]];
  /** Host names that the route answers to, `*.` in front for any below. @default - every host of the parents */
  readonly hostnames?: readonly string[];
  /** Where the requests go; the most specific match wins. */
  readonly rules: readonly [HttpRouteRule, ...HttpRouteRule[]];
}

/**
 * A Gateway API HTTPRoute that people write by hand. Where Flagger shifts traffic it writes its own; do not declare one
 * for a Canary's target.
 *
 * @example
 * new HttpRoute(shop, 'search', {
 *   parentRefs: [{ group: 'core', kind: 'Service', name: 'search', port: 9898 }],
 *   rules: [
 *     {
 *       backendRefs: [
 *         { name: 'search-blue', port: 9898, weight: 90 },
 *         { name: 'search-green', port: 9898, weight: 10 },
 *       ],
 *     },
 *   ],
 * });
 */
export class HttpRoute extends Construct {
  /** Name of the route. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id);
    const { parentRefs, hostnames, rules } = props;
    this.name = props.name ?? id;
    this.namespace = namespaceOf(this, props.namespace);
    report(this, [
      ...checkSubdomainName('name', this.name),
      ...checkNamespace(this.namespace),
      ...(hostnames ?? []).flatMap((host, index) => checkHost(`hostnames[${index}]`, host)),
      ...checkParents('parentRefs', parentRefs),
      ...checkRules(rules),
    ]);
    this.node.defaultChild = new ApiObject(this, 'HTTPRoute', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: this.name, namespace: this.namespace },
      spec: { parentRefs, ...(hostnames && { hostnames }), rules },
    });
  }
}
