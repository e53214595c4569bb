import type { BackendReference, RouteFilter, ValueMatch } from './route-rule';

/** Where calls that match go, and how. */
export interface GrpcRouteRule {
  /** The calls: those that fulfil any of these. @default - every call */
  readonly matches?: readonly GrpcRouteMatch[];
  /** What happens to a call on its way. @default - nothing */
  readonly filters?: readonly RouteFilter[];
  /** The Services that get the calls, in proportion to their weights. */
  readonly backendRefs: readonly [BackendReference, ...BackendReference[]];
}

/** Calls that fulfil all of these. */
export interface GrpcRouteMatch {
  /** By service and method of gRPC. @default - every method */
  readonly method?: GrpcMethodMatch;
  /** By headers, all of them. @default - none */
  readonly headers?: readonly ValueMatch[];
}

/** A comparison with the method that is called: of its service, of its name, or of both. */
export type GrpcMethodMatch = {
  /** How they are compared. Regular expressions are up to the implementation. @default 'Exact' */
  readonly type?: 'Exact' | 'RegularExpression';
} & (
  | {
      /** Full name of the service: `shop.Orders`. */
      readonly service: string;
      /** Name of the method. @default - every method of the service */
      readonly method?: string;
    }
  | {
      /** Full name of the service. @default - every service */
      readonly service?: string;
      /** Name of the method: `Place`. */
      readonly method: string;
    }
);
