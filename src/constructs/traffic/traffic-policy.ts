import type { Duration } from '../../model/duration';

/** How Istio's proxies reach the pods of primary and canary: the policy of both DestinationRules. */
export interface TrafficPolicy {
  /** Bounds on connections. @default - Istio's */
  readonly connectionPool?: {
    /** Bounds on HTTP. */
    readonly http: HttpConnectionPool;
  };
  /** Which pod gets a request. @default - Istio's */
  readonly loadBalancer?: LoadBalancer;
  /** Which pods are left out for a while. @default - none */
  readonly outlierDetection?: OutlierDetection;
  /** TLS towards the pods. @default - the mesh's */
  readonly tls?: ClientTls;
}

/** Bounds on HTTP connections. */
export interface HttpConnectionPool {
  /** Whether HTTP/1.1 becomes HTTP/2. @default 'DEFAULT' */
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  /** Most requests that wait for a connection. @default - Istio's */
  readonly http1MaxPendingRequests?: number;
  /** Most requests at a time. @default - Istio's */
  readonly http2MaxRequests?: number;
  /** Time without a request until a connection is closed. @default - Istio's */
  readonly idleTimeout?: Duration;
  /** Most requests on one connection. @default - no bound */
  readonly maxRequestsPerConnection?: number;
  /** Most retries at a time. @default - Istio's */
  readonly maxRetries?: number;
}

/** Which pod gets a request: by a simple rule, or the same pod for the same key. */
export type LoadBalancer = LocalityLoadBalancer &
  (
    | {
        /** The rule. @default - Istio's */
        readonly simple?: 'ROUND_ROBIN' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'LEAST_REQUEST';
        /** Not beside a rule. */
        readonly consistentHash?: never;
      }
    | {
        /** The key. */
        readonly consistentHash: ConsistentHash;
        /** Not beside a key. */
        readonly simple?: never;
      }
  );

/** What every load balancer may have. */
export interface LocalityLoadBalancer {
  /** Requests by the place they come from. @default - the mesh's */
  readonly localityLbSetting?: {
    /** Whether places count. @default true */
    readonly enabled?: boolean;
    /** Shares by place: from a place, percents to places that add up to 100. @default - none */
    readonly distribute?: readonly {
      /** Where requests come from: `region/zone/*`. */
      readonly from: string;
      /** Percents, by place. */
      readonly to: Readonly<Record<string, number>>;
    }[];
    /** Where requests go when a region has no pod left. @default - none */
    readonly failover?: readonly {
      /** The region. */
      readonly from: string;
      /** The other region. */
      readonly to: string;
    }[];
  };
  /** Time in which a new pod's share grows. @default - none */
  readonly warmupDurationSecs?: Duration;
}

/** The key by which a request gets to the same pod, exactly one. */
export type ConsistentHash = {
  /** Fewest places on the ring of pods. @default 1024 */
  readonly minimumRingSize?: number;
} & (
  | {
      /** Name of a header. */
      readonly httpHeaderName: string;
    }
  | {
      /** Name of a query parameter. */
      readonly httpQueryParameterName: string;
    }
  | {
      /** The sender's address. */
      readonly useSourceIp: true;
    }
  | {
      /** A cookie, which Istio sets. */
      readonly httpCookie: {
        /** Its name. */
        readonly name: string;
        /** Its path. @default - none */
        readonly path?: string;
        /** Its lifetime. */
        readonly ttl: Duration;
      };
    }
);

/** Which pods are left out for a while. */
export interface OutlierDetection {
  /** Server errors in a row. @default 5 */
  readonly consecutive5xxErrors?: number;
  /** Errors 502, 503 and 504 in a row. @default - they count as server errors only */
  readonly consecutiveGatewayErrors?: number;
  /** Failures to connect in a row; with `splitExternalLocalOriginErrors`. @default 5 */
  readonly consecutiveLocalOriginFailures?: number;
  /** Whether failures to connect count apart from server errors. @default false */
  readonly splitExternalLocalOriginErrors?: boolean;
  /** Errors in a row; deprecated by Istio in favour of the others. @default - none */
  readonly consecutiveErrors?: number;
  /** Time between two looks. @default '10s' */
  readonly interval?: Duration;
  /** Least time that a pod is left out. @default '30s' */
  readonly baseEjectionTime?: Duration;
  /** Most pods that are left out, in percent. @default 10 */
  readonly maxEjectionPercent?: number;
  /** Percent of healthy pods below which none is left out. @default 0 */
  readonly minHealthPercent?: number;
}

/** TLS towards the pods. */
export interface ClientTls {
  /** Who shows a certificate: nobody, the pods, both, or both with Istio's own. */
  readonly mode: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  /** File of the client's certificate, for `MUTUAL`. @default - none */
  readonly clientCertificate?: string;
  /** File of the client's key, for `MUTUAL`. @default - none */
  readonly privateKey?: string;
  /** File of the certificates that the pods' are checked with. @default - none: they are not checked */
  readonly caCertificates?: string;
  /** Names that the pods' certificates may have. @default - every name */
  readonly subjectAltNames?: readonly string[];
  /** Name that the client asks for. @default - the host's */
  readonly sni?: string;
}
