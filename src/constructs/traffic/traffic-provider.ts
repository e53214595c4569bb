/** The router that Flagger shifts traffic with, spelled as in a Canary's `spec.provider`. */
export type FlaggerProvider =
  | 'gatewayapi:v1'
  | 'gatewayapi:v1beta1'
  | 'istio'
  | 'kubernetes'
  | 'linkerd'
  | 'nginx'
  | 'smi:v1alpha2';

/** What a router can do with the traffic of a canary. */
export interface TrafficCapabilities {
  /** Splits traffic by weight. */
  readonly weights: boolean;
  /** Routes by header or cookie, for A/B tests. */
  readonly match: boolean;
  /** Copies requests to the canary in a weighted rollout before it shifts traffic. */
  readonly mirror: boolean;
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
  /** The parts of the Canary that the provider needs. */
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
  /** Name of the Ingress in front of the Service, if any. */
  readonly ingressName?: string;
}

/** What a provider puts into a Canary. */
export interface TrafficBinding {
  /** Fields merged into `spec.service`. @default - none */
  readonly service?: TrafficServiceFields;
  /** The Ingress that Flagger copies, for `spec.ingressRef`. @default - none */
  readonly ingressName?: string;
}

/** The fields of a Canary's `spec.service` that depend on the provider. */
export interface TrafficServiceFields {
  /** Gateway API parents of the HTTPRoute. */
  readonly gatewayRefs?: readonly GatewayReference[];
  /** Istio gateways. */
  readonly gateways?: readonly string[];
  /** Host names that the route answers to. */
  readonly hosts?: readonly string[];
}

/** A parent of an HTTPRoute: a Gateway, or a Service for a mesh. */
export interface GatewayReference {
  /** API group; `core` for a Service. */
  readonly group: string;
  /** Kind of the parent. */
  readonly kind: 'Gateway' | 'Service';
  /** Name of the parent. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its port. @default - every port */
  readonly port?: number;
}
