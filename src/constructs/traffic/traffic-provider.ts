import type { Problem } from '../../model/problem';
import type { MetricQueries } from './metric-queries';

/** The router that Flagger shifts traffic with, spelled as in a Canary's `spec.provider`. */
export type FlaggerProvider =
  | 'apisix'
  | 'appmesh'
  | 'appmesh:v1beta2'
  | 'contour'
  | 'gatewayapi:v1'
  | 'gatewayapi:v1beta1'
  | 'gloo'
  | 'istio'
  | 'knative'
  | 'kubernetes'
  | 'kuma'
  | 'linkerd'
  | 'nginx'
  | 'osm'
  | 'skipper'
  | 'smi:v1alpha1'
  | 'smi:v1alpha2'
  | 'smi:v1alpha3'
  | 'traefik';

/** How a value is compared with a header. */
export type MatchOperator = 'exact' | 'prefix' | 'suffix' | 'regex';

/** How a value is compared with a query parameter. */
export type QueryParamOperator = Exclude<MatchOperator, 'suffix'>;

/** The strategies during which a router may copy requests to the canary. */
export type MirroredStrategy = 'canary' | 'blue-green';

/** What a router can do with the traffic of a canary. */
export interface TrafficCapabilities {
  /** Splits traffic by weight. */
  readonly weights: boolean;
  /** Routes by header or cookie, for A/B tests. @default - it cannot: Flagger would send all traffic to the canary */
  readonly match?: MatchCapability;
  /** The strategies during which it copies requests to the canary; with the others Flagger would do nothing or stop. */
  readonly mirror: readonly MirroredStrategy[];
}

/** Which requests a router can tell apart. */
export interface MatchCapability {
  /** How it compares header values. */
  readonly operators: readonly MatchOperator[];
  /** How it is told of a cookie: by its name, or by a regular expression over the whole `cookie` header. */
  readonly cookie: 'name' | 'regex';
  /** Whether it knows one header and one cookie only, so that of several the last would win. */
  readonly single: boolean;
  /** How it compares query parameters. @default - it knows none */
  readonly queryParams?: readonly QueryParamOperator[];
  /** Whether it knows the labels of the pod that sends a request. @default false */
  readonly sourceLabels?: boolean;
}

/**
 * How traffic reaches a canary, as a value: {@link linkerd}, {@link linkerdSmi}, {@link istio}, {@link nginx},
 * {@link gatewayApi}, {@link kubernetes}. A provider of one's own is one more object of this shape.
 */
export interface TrafficProvider {
  /** The provider's name in Flagger. */
  readonly provider: FlaggerProvider;
  /** What it can do; a strategy that needs more is refused. */
  readonly capabilities: TrafficCapabilities;
  /**
   * Queries that stand in for Flagger's built-in metrics, where those would measure something else.
   *
   * @default - Flagger's built-in queries
   */
  readonly metrics?: MetricQueries;
  /**
   * Whether Flagger's built-in queries measure what `metrics` do.
   *
   * @param meshProvider the `--mesh-provider` of the cluster's Flagger, which decides whose series they ask for; undefined where
   * the cluster does not say.
   * @default - never
   */
  builtInMetrics?(meshProvider: FlaggerProvider | undefined): boolean;
  /** The parts of the Canary that the provider needs, and where requests enter. */
  bind(target: TrafficTarget): TrafficBinding;
}

/** What a provider may know of the workload it routes to. */
export interface TrafficTarget {
  /** Name of the apex Service. */
  readonly serviceName: string;
  /** The Service's namespace. */
  readonly namespace: string;
  /** The Service's port. */
  readonly port: number;
  /** Name of the Ingress in front of the Service. @default - none */
  readonly ingressName?: string;
  /** Host name that the Ingress answers to. @default - none */
  readonly ingressHost?: string;
  /** Host names that the Canary asks for. @default - the provider's */
  readonly hosts?: readonly string[];
}

/** What a provider puts into a Canary. */
export interface TrafficBinding {
  /** Fields merged into `spec.service`. @default - none */
  readonly service?: TrafficServiceFields;
  /** The Ingress that Flagger copies, for `spec.ingressRef`. @default - none */
  readonly ingressName?: string;
  /** The ApisixRoute that Flagger copies, for `spec.routeRef`. @default - none */
  readonly routeName?: string;
  /** The Upstream of Gloo whose settings Flagger copies, for `spec.upstreamRef`. @default - none */
  readonly upstream?: UpstreamReference;
  /** Where requests enter, for load tests. */
  readonly entry: TrafficEntry;
  /** What the target lacks for this provider. @default - nothing */
  readonly problems?: readonly Problem[];
}

/** An Upstream of Gloo. */
export interface UpstreamReference {
  /** Its name. */
  readonly name: string;
  /** Its namespace. @default - the Canary's */
  readonly namespace?: string;
}

/** An address at which requests are split between primary and canary. */
export interface TrafficEntry {
  /** URL without a trailing `/`: `http://backend.shop:9898`. */
  readonly url: string;
  /** The `Host` header to send. @default - the URL's host */
  readonly host?: string;
}

/** The fields of a Canary's `spec.service` that depend on the provider. */
export interface TrafficServiceFields {
  /** Gateway API parents of the HTTPRoute. @default - none */
  readonly gatewayRefs?: readonly GatewayReference[];
  /** Istio gateways. @default - the mesh */
  readonly gateways?: readonly string[];
  /** Host names that the route answers to. @default - every host */
  readonly hosts?: readonly string[];
}

/** A parent of an HTTPRoute: a Gateway, or a Service for a mesh. */
export type GatewayReference = GatewayParent | ServiceParent;

/** What a Gateway and a Service have in common as parents. */
interface RouteParent {
  /** Name of the parent. */
  readonly name: string;
  /** Its namespace. @default - the route's */
  readonly namespace?: string;
  /** Its port. @default - every port */
  readonly port?: number;
}

/** A Gateway through which requests come in. */
export interface GatewayParent extends RouteParent {
  /** API group. @default 'gateway.networking.k8s.io' */
  readonly group?: 'gateway.networking.k8s.io';
  /** Kind of the parent. @default 'Gateway' */
  readonly kind?: 'Gateway';
  /** Name of its listener. @default - every listener */
  readonly sectionName?: string;
}

/** A Service whose requests a mesh routes. */
export interface ServiceParent extends RouteParent {
  /** API group: Linkerd and Flagger write `core`, other meshes the empty string. */
  readonly group: 'core' | '';
  /** Kind of the parent. */
  readonly kind: 'Service';
}

/** The address of the Service that stands for a target inside the cluster. */
export function serviceUrl(target: Pick<TrafficTarget, 'serviceName' | 'namespace' | 'port'>): string {
  const port = target.port === 80 ? '' : `:${target.port}`;
  return `http://${target.serviceName}.${target.namespace}${port}`;
}
