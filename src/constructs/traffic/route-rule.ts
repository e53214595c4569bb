/** A comparison with a header, or of HTTP with a query parameter. */
export interface ValueMatch {
  /** How it is compared. @default 'Exact' */
  readonly type?: 'Exact' | 'RegularExpression';
  /** Name of the header or parameter. */
  readonly name: string;
  /** The value, or the regular expression. */
  readonly value: string;
}

/** A Service and its share of the requests. */
export interface BackendReference {
  /** Name of the Service. */
  readonly name: string;
  /** Its namespace; another one must allow it with a ReferenceGrant. @default - the route's */
  readonly namespace?: string;
  /** Port of the Service. */
  readonly port: number;
  /** Its share, in proportion to the others', from 0 to 1,000,000. @default 1 */
  readonly weight?: number;
}

/** What happens to a request or its answer on the way, in HTTP and in gRPC. */
export type RouteFilter =
  | {
      /** Changes headers of the request. */
      readonly type: 'RequestHeaderModifier';
      /** Which headers, and how. */
      readonly requestHeaderModifier: HeaderModifier;
    }
  | {
      /** Changes headers of the answer. */
      readonly type: 'ResponseHeaderModifier';
      /** Which headers, and how. */
      readonly responseHeaderModifier: HeaderModifier;
    }
  | {
      /** Sends a copy of the request to another Service, whose answer nobody sees. */
      readonly type: 'RequestMirror';
      /** Where the copy goes. */
      readonly requestMirror: {
        /** The Service that gets it. */
        readonly backendRef: MirrorReference;
      };
    };

/** Headers to change. */
export interface HeaderModifier {
  /** Headers to replace or add. @default - none */
  readonly set?: readonly RouteHeader[];
  /** Headers to add beside what is there. @default - none */
  readonly add?: readonly RouteHeader[];
  /** Names of headers to take away. @default - none */
  readonly remove?: readonly string[];
}

/** A header. */
export interface RouteHeader {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** A Service that gets a copy of the requests. */
export type MirrorReference = Omit<BackendReference, 'weight'>;
