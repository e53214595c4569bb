import type { Kube } from '../control-plane/kube';
import type { KubeKind, KubeObject } from '../control-plane/kube-object';
import type { CanarySpec } from './scenario';

interface TrafficSplit extends KubeObject {
  readonly spec: { readonly backends: readonly { readonly service: string; readonly weight: number | string }[] };
}

interface HttpRoute extends KubeObject {
  readonly spec: { readonly rules: readonly HttpRouteRule[] };
}

interface HttpRouteRule {
  readonly matches?: readonly object[];
  readonly filters?: readonly {
    readonly type: string;
    readonly requestMirror?: { readonly backendRef: { readonly name: string } };
  }[];
  readonly backendRefs?: readonly { readonly name: string; readonly weight: number }[];
}

interface VirtualService extends KubeObject {
  readonly spec: { readonly http: readonly IstioRoute[] };
}

interface IstioRoute {
  readonly match?: readonly object[];
  readonly mirror?: { readonly host: string };
  readonly mirrorPercentage?: { readonly value: number };
  readonly route: readonly { readonly destination: { readonly host: string }; readonly weight: number }[];
}

/** Which object moves traffic for a provider, and what of it is recorded. */
interface TrafficObject {
  readonly kind: KubeKind;
  readonly name: (spec: CanarySpec) => string;
  readonly read: (object: KubeObject) => object;
}

const apex = ({ service, targetRef }: CanarySpec): string => service?.name ?? targetRef.name;

const trafficSplit = (version: string): TrafficObject => ({
  kind: { apiVersion: `split.smi-spec.io/${version}`, kind: 'TrafficSplit' },
  name: apex,
  read: (object) => {
    const { backends } = (object as TrafficSplit).spec;
    return { kind: 'TrafficSplit', weights: sorted(backends.map(({ service, weight }) => [service, weight])) };
  },
});

const httpRoute = (version: string): TrafficObject => ({
  kind: { apiVersion: `gateway.networking.k8s.io/${version}`, kind: 'HTTPRoute' },
  name: apex,
  read: (object) => ({ kind: 'HTTPRoute', rules: (object as HttpRoute).spec.rules.map(httpRouteRule) }),
});

const virtualService: TrafficObject = {
  kind: { apiVersion: 'networking.istio.io/v1beta1', kind: 'VirtualService' },
  name: apex,
  read: (object) => ({ kind: 'VirtualService', rules: (object as VirtualService).spec.http.map(istioRule) }),
};

const ingress: TrafficObject = {
  kind: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  name: ({ ingressRef }) => `${ingressRef?.name ?? ''}-canary`,
  read: ({ metadata: { annotations = {} } }) => ({ kind: 'Ingress', annotations: sorted(Object.entries(annotations)) }),
};

const PROVIDERS: Readonly<Record<string, TrafficObject | undefined>> = {
  linkerd: trafficSplit('v1alpha1'),
  'smi:v1alpha1': trafficSplit('v1alpha1'),
  'smi:v1alpha2': trafficSplit('v1alpha2'),
  'gatewayapi:v1': httpRoute('v1'),
  'gatewayapi:v1beta1': httpRoute('v1beta1'),
  istio: virtualService,
  nginx: ingress,
};

/** What the traffic object of a Canary says now, or null where there is none. */
export async function readTraffic(
  kube: Kube,
  namespace: string,
  provider: string,
  spec: CanarySpec,
): Promise<object | null> {
  if (provider === 'kubernetes') return null;
  const traffic = PROVIDERS[provider];
  if (traffic === undefined)
    throw new Error(`provider must be one of kubernetes, ${Object.keys(PROVIDERS).join(', ')}, got ${provider}`);
  const object = await kube.get(traffic.kind, { namespace, name: traffic.name(spec) });
  return object === undefined ? null : traffic.read(object);
}

function httpRouteRule({ matches, filters = [], backendRefs = [] }: HttpRouteRule): object {
  const mirrors = filters.flatMap(({ requestMirror }) => requestMirror?.backendRef.name ?? []);
  return {
    ...(matches !== undefined && { matches }),
    weights: sorted(backendRefs.map(({ name, weight }) => [name, weight])),
    ...(mirrors.length > 0 && { mirror: mirrors }),
  };
}

function istioRule({ match, mirror, mirrorPercentage, route }: IstioRoute): object {
  return {
    ...(match !== undefined && { matches: match }),
    weights: sorted(route.map(({ destination, weight }) => [destination.host, weight])),
    ...(mirror !== undefined && { mirror: [mirror.host] }),
    ...(mirrorPercentage !== undefined && { mirrorPercentage: mirrorPercentage.value }),
  };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
