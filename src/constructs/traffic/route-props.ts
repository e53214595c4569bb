import type { Problem } from '../../model/problem';
import { checkSubdomainName } from '../../model/name';
import { checkHost } from './address';
import { checkNamespace } from './namespace';
import { checkParents } from './parent-check';
import type { GatewayReference } from './traffic-provider';

/** Props of every route of Gateway API. */
export interface RouteProps {
  /** Name of the route. @default - the construct's id */
  readonly name?: string;
  /** Its namespace. @default - the Chart's */
  readonly namespace?: string;
  /** The Gateways, or for a mesh the Services, whose requests are routed. */
  readonly parentRefs: readonly [GatewayReference, ...GatewayReference[]];
  /** Host names that the route answers to, `*.` in front for any below. @default - every host of the parents */
  readonly hostnames?: readonly string[];
  /** Annotations of the route, such as those of {@link linkerdReliability}. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Checks a route's name, place, hosts and parents. */
export function checkRoute(props: RouteProps & { readonly name: string; readonly namespace: string }): Problem[] {
  return [
    ...checkSubdomainName('name', props.name),
    ...checkNamespace(props.namespace),
    ...(props.hostnames ?? []).flatMap((host, index) => checkHost(`hostnames[${index}]`, host)),
    ...checkParents('parentRefs', props.parentRefs),
  ];
}
