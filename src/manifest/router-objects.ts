import { type CanaryNames, fieldsOf, textIn } from './canary-names';
import type { ObjectKey } from './object-key';

/** Makes the keys of what a router of Flagger writes for a Canary. */
type Router = (names: CanaryNames) => ObjectKey[];

const trafficSplit = apexOf('split.smi-spec.io', 'TrafficSplit');
const httpRoute = apexOf('gateway.networking.k8s.io', 'HTTPRoute');

/** By provider, without its version. */
const ROUTERS: Readonly<Record<string, Router>> = {
  linkerd: trafficSplit,
  smi: trafficSplit,
  osm: trafficSplit,
  gatewayapi: httpRoute,
  contour: apexOf('projectcontour.io', 'HTTPProxy'),
  traefik: apexOf('traefik.io', 'TraefikService'),
  istio: (names) => [
    ...apexOf('networking.istio.io', 'VirtualService')(names),
    ...named('networking.istio.io', 'DestinationRule', names, ['-primary', '-canary']),
  ],
  gloo: (names) => [...apexOf('gateway.solo.io', 'RouteTable')(names), ...upstreams(names)],
  // An object of the whole cluster.
  kuma: ({ apex }) => [{ group: 'kuma.io', kind: 'TrafficRoute', namespace: '', name: apex }],
  nginx: canaryIngress,
  skipper: canaryIngress,
  apisix: ({ namespace, apex, spec }) => {
    const name = `${textIn(fieldsOf(spec['routeRef']), 'name')}-${apex}-canary`;
    return [{ group: 'apisix.apache.org', kind: 'ApisixRoute', namespace, name }];
  },
};

/** The keys of what the router of a provider writes for a Canary; none for a provider that is not known. */
export function routerObjects(provider: string, names: CanaryNames): ObjectKey[] {
  const family = provider.split(':', 1)[0] ?? '';
  if (family === 'appmesh') return provider === family ? olderAppMesh(names) : appMesh(names);
  return Object.hasOwn(ROUTERS, family) ? (ROUTERS[family]?.(names) ?? []) : [];
}

function apexOf(group: string, kind: string): Router {
  return (names) => named(group, kind, names, ['']);
}

function named(group: string, kind: string, names: CanaryNames, suffixes: readonly string[]): ObjectKey[] {
  const { namespace, apex } = names;
  return suffixes.map((suffix) => ({ group, kind, namespace, name: `${apex}${suffix}` }));
}

function canaryIngress({ namespace, spec }: CanaryNames): ObjectKey[] {
  const name = textIn(fieldsOf(spec['ingressRef']), 'name');
  return name === '' ? [] : [{ group: 'networking.k8s.io', kind: 'Ingress', namespace, name: `${name}-canary` }];
}

function upstreams({ namespace, apex, spec }: CanaryNames): ObjectKey[] {
  const { port } = fieldsOf(spec['service']);
  return ['primary', 'canary'].map((role) => {
    const name = `${namespace}-${apex}-${role}upstream-${String(port)}`;
    return { group: 'gloo.solo.io', kind: 'Upstream', namespace, name };
  });
}

const APP_MESH = 'appmesh.k8s.aws';

function appMesh(names: CanaryNames): ObjectKey[] {
  return [
    ...named(APP_MESH, 'VirtualNode', names, ['-primary', '-canary']),
    ...named(APP_MESH, 'VirtualRouter', names, ['', '-canary']),
    ...named(APP_MESH, 'VirtualService', names, ['', '-canary']),
  ];
}

/** The first API named virtual services by their hosts. */
function olderAppMesh(names: CanaryNames): ObjectKey[] {
  const { namespace } = names;
  return [
    ...named(APP_MESH, 'VirtualNode', names, ['', '-primary', '-canary']),
    ...named(APP_MESH, 'VirtualService', names, [`.${namespace}`, `-canary.${namespace}`]),
  ];
}
