import type { Duration } from '../../model/duration';
import type { BackendReference, RouteFilter, ValueMatch } from './route-rule';

/** Where requests that match go, and how. */
export interface HttpRouteRule {
  /** The requests: those that fulfil any of these. @default - every request */
  readonly matches?: readonly HttpRouteMatch[];
  /** What happens to a request on its way. @default - nothing */
  readonly filters?: readonly HttpRouteFilter[];
  /** The Services that get the requests, in proportion to their weights. @default - none: a filter answers them */
  readonly backendRefs?: readonly BackendReference[];
  /** How long an answer may take. @default - the implementation's */
  readonly timeouts?: HttpRouteTimeouts;
}

/** Requests that fulfil all of these. */
export interface HttpRouteMatch {
  /** By path. @default - every path */
  readonly path?: HttpPathMatch;
  /** By headers, all of them. @default - none */
  readonly headers?: readonly ValueMatch[];
  /** By query parameters, all of them. @default - none */
  readonly queryParams?: readonly ValueMatch[];
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

/** How long an answer may take; zero waits forever. */
export interface HttpRouteTimeouts {
  /** The whole request, retries included. @default - the implementation's */
  readonly request?: Duration;
  /** One try at a backend; at most `request`. @default - the implementation's */
  readonly backendRequest?: Duration;
}

/** What happens to a request or its answer on the way. */
export type HttpRouteFilter =
  | RouteFilter
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
