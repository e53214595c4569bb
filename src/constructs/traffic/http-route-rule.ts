import type { Duration } from '../../model/duration';

/** Where requests that match go, and how. */
export interface HttpRouteRule {
  /** The requests: those that fulfil any of these. @default - every request */
  readonly matches?: readonly HttpRouteMatch[];
  /** What happens to a request on its way. @default - nothing */
  readonly filters?: readonly HttpRouteFilter[];
  /** The Services that get the requests, in proportion to their weights. @default - none: a filter answers them */
  readonly backendRefs?: readonly HttpBackendReference[];
  /** How long an answer may take. @default - the implementation's */
  readonly timeouts?: HttpRouteTimeouts;
}

/** Requests that fulfil all of these. */
export interface HttpRouteMatch {
  /** By path. @default - every path */
  readonly path?: HttpPathMatch;
  /** By headers, all of them. @default - none */
  readonly headers?: readonly HttpValueMatch[];
  /** By query parameters, all of them. @default - none */
  readonly queryParams?: readonly HttpValueMatch[];
  /** By method. @default - every method */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
}

/** A comparison with the path of a request. */
export interface HttpPathMatch {
  /** How it is compared. @default 'PathPrefix' */
  readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
  /** The path; it begins with `/` unless it is a regular expression. */
  readonly value: string;
}

/** A comparison with a header or a query parameter. */
export interface HttpValueMatch {
  /** How it is compared. @default 'Exact' */
  readonly type?: 'Exact' | 'RegularExpression';
  /** Name of the header or parameter. */
  readonly name: string;
  /** The value, or the regular expression. */
  readonly value: string;
}

/** A Service and its share of the requests. */
export interface HttpBackendReference {
  /** Name of the Service. */
  readonly name: string;
  /** Its namespace; another one must allow it with a ReferenceGrant. @default - the route's */
  readonly namespace?: string;
  /** Port of the Service. */
  readonly port: number;
  /** Its share, in proportion to the others', from 0 to 1,000,000. @default 1 */
  readonly weight?: number;
}

/** How long an answer may take; zero waits forever. */
export interface HttpRouteTimeouts {
  /** The whole request, retries included. @default - the implementation's */
  readonly request?: Duration;
  /** One try at a backend; at most `request`. @default - the implementation's */
  readonly backendRequest?: Duration;
}

/** What happens to a request or its answer on the way. */
export type HttpRouteFilter =
  | {
      /** Changes headers of the request. */
      readonly type: 'RequestHeaderModifier';
      /** Which headers, and how. */
      readonly requestHeaderModifier: HttpHeaderModifier;
    }
  | {
      /** Changes headers of the answer. */
      readonly type: 'ResponseHeaderModifier';
      /** Which headers, and how. */
      readonly responseHeaderModifier: HttpHeaderModifier;
    }
  | {
      /** Sends a copy of the request to another Service, whose answer nobody sees. */
      readonly type: 'RequestMirror';
      /** Where the copy goes. */
      readonly requestMirror: {
        /** The Service that gets it. */
        readonly backendRef: HttpMirrorReference;
      };
    }
  | {
      /** Answers with another address for the client to ask. */
      readonly type: 'RequestRedirect';
      /** That address. */
      readonly requestRedirect: HttpRedirect;
    }
  | {
      /** Changes the address that the backend sees. */
      readonly type: 'URLRewrite';
      /** That address. */
      readonly urlRewrite: HttpRewrite;
    };

/** Headers to change. */
export interface HttpHeaderModifier {
  /** Headers to replace or add. @default - none */
  readonly set?: readonly HttpHeader[];
  /** Headers to add beside what is there. @default - none */
  readonly add?: readonly HttpHeader[];
  /** Names of headers to take away. @default - none */
  readonly remove?: readonly string[];
}

/** A header. */
export interface HttpHeader {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** A Service that gets a copy of the requests. */
export type HttpMirrorReference = Omit<HttpBackendReference, 'weight'>;

/** Another place to send the client to. */
export interface HttpRedirect {
  /** `http` or `https`. @default - the request's */
  readonly scheme?: 'http' | 'https';
  /** Host name. @default - the request's */
  readonly hostname?: string;
  /** Path. @default - the request's */
  readonly path?: HttpPathModifier;
  /** Port. @default - that of the scheme, or the listener's */
  readonly port?: number;
  /** Status of the answer. @default 302 */
  readonly statusCode?: 301 | 302 | 303 | 307 | 308;
}

/** Another address for the backend to see. */
export interface HttpRewrite {
  /** Host name. @default - the request's */
  readonly hostname?: string;
  /** Path. @default - the request's */
  readonly path?: HttpPathModifier;
}

/** Another path: in whole, or in place of the prefix that matched. */
export type HttpPathModifier =
  | {
      /** In whole. */
      readonly type: 'ReplaceFullPath';
      /** The new path. */
      readonly replaceFullPath: string;
    }
  | {
      /** In place of the prefix that matched. */
      readonly type: 'ReplacePrefixMatch';
      /** The new prefix. */
      readonly replacePrefixMatch: string;
    };
