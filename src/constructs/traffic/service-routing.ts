import type { Duration } from '../../model/duration';

/** A comparison with a text; exactly one. */
export type TextMatch =
  | {
      /** It is this text. */
      readonly exact: string;
      /** Not beside another comparison. */
      readonly prefix?: never;
      /** Not beside another comparison. */
      readonly regex?: never;
    }
  | {
      /** It begins with this text. */
      readonly prefix: string;
      /** Not beside another comparison. */
      readonly exact?: never;
      /** Not beside another comparison. */
      readonly regex?: never;
    }
  | {
      /** The whole of it matches this regular expression. */
      readonly regex: string;
      /** Not beside another comparison. */
      readonly exact?: never;
      /** Not beside another comparison. */
      readonly prefix?: never;
    };

/**
 * Requests that the generated route takes: those that fulfil all of it. Gateway API knows `uri`, `method`, `headers` and
 * `queryParams`; Contour and App Mesh know the prefix of one `uri`; Istio knows all.
 */
export interface ServiceMatch {
  /** Name of the match, for Istio's access logs. @default - none */
  readonly name?: string;
  /** By path. @default - every path */
  readonly uri?: TextMatch;
  /** Compares the path without regard to case. @default false */
  readonly ignoreUriCase?: boolean;
  /** By scheme. @default - every scheme */
  readonly scheme?: TextMatch;
  /** By method; Gateway API compares exactly. @default - every method */
  readonly method?: TextMatch;
  /** By host name and port. @default - every one */
  readonly authority?: TextMatch;
  /** By headers, all of them, by name in lower case. Gateway API does not compare prefixes. @default - none */
  readonly headers?: Readonly<Record<string, TextMatch>>;
  /** By headers that must not be so. @default - none */
  readonly withoutHeaders?: Readonly<Record<string, TextMatch>>;
  /** By query parameters, all of them. Gateway API does not compare prefixes. @default - none */
  readonly queryParams?: Readonly<Record<string, TextMatch>>;
  /** By port that the request came to. @default - every port */
  readonly port?: number;
  /** By labels of the pod that sends the request. @default - every pod */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** By namespace of the pod that sends the request. @default - every namespace */
  readonly sourceNamespace?: string;
  /** Gateways that the match is for. @default - those of the route */
  readonly gateways?: readonly string[];
}

/** Further tries at a request that failed. */
export interface ServiceRetries {
  /** How many. */
  readonly attempts: number;
  /** How long one try may take. @default - the timeout of the request */
  readonly perTryTimeout?: Duration;
  /** What counts as failed: Envoy's conditions, joined by commas. @default - the router's */
  readonly retryOn?: string;
}

/** Another address for the workload to see. */
export interface ServiceRewrite {
  /** The new path, or the new prefix. @default - the request's */
  readonly uri?: string;
  /** The new host name. @default - the request's */
  readonly authority?: string;
  /** What of the path is replaced, on Gateway API; Istio replaces the prefix that matched. @default 'ReplaceFullPath' */
  readonly type?: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

/** Headers to change on the way. */
export interface ServiceHeaders {
  /** Of the request. @default - none */
  readonly request?: HeaderOperations;
  /** Of the answer. @default - none */
  readonly response?: HeaderOperations;
}

/** Changes to headers, by name. */
export interface HeaderOperations {
  /** Values to add beside what is there. @default - none */
  readonly add?: Readonly<Record<string, string>>;
  /** Values to replace or add. @default - none */
  readonly set?: Readonly<Record<string, string>>;
  /** Names of headers to take away. @default - none */
  readonly remove?: readonly string[];
}

/** Which other sites' scripts may ask the workload. */
export interface CorsPolicy {
  /** Origins, word by word: all that Gateway API knows. @default - none */
  readonly allowOrigin?: readonly string[];
  /** Origins by comparison, on Istio. @default - none */
  readonly allowOrigins?: readonly TextMatch[];
  /** Methods that are allowed. @default - the router's */
  readonly allowMethods?: readonly string[];
  /** Headers that requests may have. @default - none */
  readonly allowHeaders?: readonly string[];
  /** Headers of the answer that scripts may read. @default - none */
  readonly exposeHeaders?: readonly string[];
  /** Whether cookies may come along. @default false */
  readonly allowCredentials?: boolean;
  /** How long browsers may remember the answer. @default - the router's */
  readonly maxAge?: Duration;
}

/** A Service that gets a copy of every request; nobody sees its answers. */
export interface ServiceMirror {
  /** Where the copy goes. */
  readonly backendRef: {
    /** API group. @default - the core group */
    readonly group?: string;
    /** Kind. @default 'Service' */
    readonly kind?: string;
    /** Name. */
    readonly name: string;
    /** Its namespace; another one must allow it with a ReferenceGrant. @default - the Canary's */
    readonly namespace?: string;
    /** Port; a Service needs one. */
    readonly port?: number;
  };
}
