/** Which requests an A/B test sends to the canary, in the words of each router that can be told. */
export interface RouteMatches {
  /** Of an HTTPRoute's first rule, beside the path. */
  readonly httpRoute?: readonly object[];
  /** Of a VirtualService's first route. */
  readonly virtualService?: readonly object[];
  /** Annotations of the canary Ingress, without their prefix. */
  readonly ingress?: Readonly<Record<string, string>>;
}
