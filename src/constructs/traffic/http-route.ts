import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { report } from '../report';
import { checkRules } from './http-route-check';
import type { HttpRouteRule } from './http-route-rule';
import { namespaceOf } from './namespace';
import { checkRoute, type RouteProps } from './route-props';

/** Props of an {@link HttpRoute}. */
export interface HttpRouteProps extends RouteProps {
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
    const { parentRefs, hostnames, rules, annotations } = props;
    this.name = props.name ?? id;
    this.namespace = namespaceOf(this, props.namespace);
    report(this, [...checkRoute({ ...props, name: this.name, namespace: this.namespace }), ...checkRules(rules)]);
    this.node.defaultChild = new ApiObject(this, 'HTTPRoute', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: this.name, namespace: this.namespace, ...(annotations && { annotations }) },
      spec: { parentRefs, ...(hostnames && { hostnames }), rules },
    });
  }
}
