import { type CanaryManifest, canaryNames, fieldsOf, textIn } from './canary-names';
import type { ObjectKey } from './object-key';

/** The name and the namespace of a Service. */
export interface ServiceName {
  readonly name: string;
  readonly namespace: string;
  /** Its port; none for all of them. */
  readonly port?: unknown;
}

/**
 * The Services whose requests a mesh routes by the HTTPRoute that Flagger writes for a Canary: the parents that are Services.
 *
 * @param canary a Canary of Flagger.
 */
export function meshParents(canary: CanaryManifest): ServiceName[] {
  const { namespace, spec } = canaryNames(canary);
  const parents = fieldsOf(spec['service'])['gatewayRefs'];
  return textIn(spec, 'provider').startsWith('gatewayapi:') ? servicesAmong(parents, namespace) : [];
}

/** Whether an object is a route of requests: one of Gateway API, or of Linkerd's older group. */
export function isRoute({ group, kind }: ObjectKey): boolean {
  const known = group === 'gateway.networking.k8s.io' || group === 'policy.linkerd.io';
  return known && (kind === 'HTTPRoute' || kind === 'GRPCRoute');
}

/** The Services whose requests a route takes. */
export function routeParents(route: CanaryManifest, namespace: string): ServiceName[] {
  return servicesAmong(fieldsOf(route.spec)['parentRefs'], namespace);
}

/** Whether two names are those of one Service, and of one port of it where both name one. */
export function isSame(one: ServiceName, other: ServiceName): boolean {
  const ports = [one.port, other.port].filter((port) => port !== undefined);
  return one.name === other.name && one.namespace === other.namespace && new Set(ports).size < 2;
}

function servicesAmong(parents: unknown, namespace: string): ServiceName[] {
  if (!Array.isArray(parents)) return [];
  return parents
    .map(fieldsOf)
    .filter((parent) => textIn(parent, 'kind') === 'Service')
    .map((parent) => ({
      name: textIn(parent, 'name'),
      namespace: textIn(parent, 'namespace') || namespace,
      ...(parent['port'] !== undefined && { port: parent['port'] }),
    }));
}
