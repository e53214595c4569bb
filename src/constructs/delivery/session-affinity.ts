/**
 * Keeps a user whom the canary answered once with the canary, by a cookie. Istio and Gateway API can do this. The cookie's
 * attributes are those of `Set-Cookie`.
 */
export interface SessionAffinity {
  /** Name of the cookie that leads to the canary; Flagger makes up a value for each rollout. */
  readonly cookieName: string;
  /**
   * Name of a cookie that keeps users with the primary for one interval of the analysis. Istio and `gatewayapi:v1` can do
   * this.
   *
   * @default - users of the primary may get to the canary with each request
   */
  readonly primaryCookieName?: string;
  /** Seconds until the canary's cookie expires. @default 86400 */
  readonly maxAge?: number;
  /** Host name, subdomains included, that the cookies are sent to. @default - the host of the request */
  readonly domain?: string;
  /** Path below which the cookies are sent; it begins with `/`. @default - the path of the request */
  readonly path?: string;
  /** Hides the cookies from scripts. @default false */
  readonly httpOnly?: boolean;
  /** Sends the cookies by `https` only. @default false */
  readonly secure?: boolean;
  /** Whether requests from other sites carry the cookies; `None` needs `secure`. @default - the browser's */
  readonly sameSite?: 'Strict' | 'Lax' | 'None';
  /** Keeps the cookies apart for each site that embeds this one; needs `secure`. @default false */
  readonly partitioned?: boolean;
}
