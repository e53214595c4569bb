import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { report } from '../report';
import { checkGrpcRules } from './grpc-route-check';
import type { GrpcRouteRule } from './grpc-route-rule';
import { namespaceOf } from './namespace';
import { checkRoute, type RouteProps } from './route-props';

/** Props of a {@link GrpcRoute}. */
export interface GrpcRouteProps extends RouteProps {
  /** Where the calls go; the most specific match wins. */
  readonly rules: readonly [GrpcRouteRule, ...GrpcRouteRule[]];
}

/**
 * A Gateway API GRPCRoute that people write by hand. Flagger writes HTTPRoutes only; where one of them and a GRPCRoute have
 * a parent in common, implementations may take one and leave the other.
 *
 * @example
 * new GrpcRoute(shop, 'orders', {
 *   parentRefs: [{ group: 'core', kind: 'Service', name: 'orders', port: 9999 }],
 *   rules: [
 *     {
 *       matches: [{ method: { service: 'shop.Orders' } }],
 *       backendRefs: [
 *         { name: 'orders-blue', port: 9999, weight: 90 },
 *         { name: 'orders-green', port: 9999, weight: 10 },
 *       ],
 *     },
 *   ],
 * });
 */
export class GrpcRoute extends Construct {
  /** Name of the route. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: GrpcRouteProps) {
    super(scope, id);
    const { parentRefs, hostnames, rules, annotations } = props;
    this.name = props.name ?? id;
    this.namespace = namespaceOf(this, props.namespace);
    report(this, [...checkRoute({ ...props, name: this.name, namespace: this.namespace }), ...checkGrpcRules(rules)]);
    this.node.defaultChild = new ApiObject(this, 'GRPCRoute', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GRPCRoute',
      metadata: { name: this.name, namespace: this.namespace, ...(annotations && { annotations }) },
      spec: { parentRefs, ...(hostnames && { hostnames }), rules },
    });
  }
}
