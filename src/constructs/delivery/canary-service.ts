import type { Duration } from '../../model/duration';
import type {
  CorsPolicy,
  ServiceHeaders,
  ServiceMatch,
  ServiceMirror,
  ServiceRetries,
  ServiceRewrite,
} from '../traffic/service-routing';
import type { TrafficPolicy } from '../traffic/traffic-policy';
import type { GatewayReference } from '../traffic/traffic-provider';

/** The Services and the route that Flagger makes for a Canary. A field that the provider's router ignores is refused. */
export interface CanaryService extends CanaryRouting {
  /** Name of the Service; the others are `<name>-primary` and `<name>-canary`. @default - the target's */
  readonly name?: string;
  /** Name of the port. A name that begins with `grpc` or `http2` tells meshes the protocol. @default - that of the target's own Service, or `http` */
  readonly portName?: string;
  /** Protocol of the port, for meshes. `tcp` makes Istio route connections instead of requests. @default - that of the target's own Service, if any */
  readonly appProtocol?: string;
  /** Which pods are preferred. @default - none */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode';
  /** Adds all other ports of the pods to the Services. @default false */
  readonly portDiscovery?: boolean;
  /** Makes Services without an address of their own. @default false */
  readonly headless?: boolean;
  /** Labels and annotations of the Service that clients use, and of the route. @default - none */
  readonly apex?: ServiceMetadata;
  /** Labels and annotations of the primary's Service. @default - none */
  readonly primary?: ServiceMetadata;
  /** Labels and annotations of the canary's Service. @default - none */
  readonly canary?: ServiceMetadata;
  /** Labels and annotations of the Services that others set; Flagger takes all others away. @default - none */
  readonly unmanagedMetadata?: UnmanagedMetadata;
}

/** Labels and annotations that Flagger sets. */
export interface ServiceMetadata {
  /** Labels. @default - none but the one that Flagger sets */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Labels and annotations that Flagger leaves alone, by key. */
export interface UnmanagedMetadata {
  /** Keys of labels. @default - none */
  readonly labels?: readonly string[];
  /** Keys of annotations. @default - none */
  readonly annotations?: readonly string[];
}

/** The route that Flagger makes for a Canary. */
export interface CanaryRouting {
  /** Host names of the route, in place of the provider's. Istio, Gateway API, SMI, App Mesh. @default - the provider's */
  readonly hosts?: readonly string[];
  /** Istio's Gateways, in place of the provider's. @default - the provider's */
  readonly gateways?: readonly string[];
  /** Parents of the HTTPRoute, in place of the provider's. Gateway API. @default - the provider's */
  readonly gatewayRefs?: readonly [GatewayReference, ...GatewayReference[]];
  /** Makes a VirtualService for another one to delegate to: without hosts and Gateways. Istio. @default false */
  readonly delegation?: boolean;
  /** The requests that the route takes: those that fulfil any of these. @default - every request */
  readonly match?: readonly ServiceMatch[];
  /** How long an answer may take. Istio, `gatewayapi:v1`, Contour, App Mesh. @default - the router's */
  readonly timeout?: Duration;
  /** How long one try at a pod may take; at most `timeout`. `gatewayapi:v1`. @default - the router's */
  readonly backendTimeout?: Duration;
  /** Further tries. Istio, Contour, App Mesh. @default - the router's */
  readonly retries?: ServiceRetries;
  /** Another address for the workload to see. Istio, Gateway API. @default - the request's */
  readonly rewrite?: ServiceRewrite;
  /** Headers to change. Istio, Gateway API. @default - none */
  readonly headers?: ServiceHeaders;
  /** Which other sites may ask. Istio, `gatewayapi:v1`. @default - none */
  readonly corsPolicy?: CorsPolicy;
  /** Services that get a copy of every request. Gateway API. @default - none */
  readonly mirror?: readonly ServiceMirror[];
  /** How proxies reach the pods. Istio. @default - Istio's */
  readonly trafficPolicy?: TrafficPolicy;
  /** Name of the mesh. App Mesh `v1beta1`, which needs it. @default - none */
  readonly meshName?: string;
  /** Services that the workload calls. App Mesh. @default - none */
  readonly backends?: readonly string[];
}
