import type { Strategy } from '../../src/constructs/delivery/strategy';
import type { Step } from './course';
import type { TrafficKind } from './providers';
import type { StrategyRow } from './strategies';

/** What the traffic object depends on. */
interface Moment extends Pick<Step, 'share' | 'mirrored'> {
  /** Whether the canary had a share before, in this rollout or an earlier one. */
  readonly hadShare: boolean;
}

const ANNOTATION = 'nginx.ingress.kubernetes.io/';
const EVERY_PATH = { path: { type: 'PathPrefix', value: '/' } };

/**
 * What the traffic object must say, as the recorder reads it. What this kind has no words for is in it nevertheless: a router
 * that is not told differs.
 */
export function expectedTraffic(kind: TrafficKind, row: StrategyRow, moment: Moment): object | null {
  const { strategy, matches } = row;
  const unsaid = { ...mirror(strategy, moment), ...sticky(strategy, moment) };
  switch (kind) {
    case 'none':
      return Object.keys(unsaid).length > 0 ? unsaid : null;
    case 'TrafficSplit':
      return { kind, ...shares(moment.share, String), ...unsaid, ...(matches && { matches }) };
    case 'Ingress':
      return { kind, annotations: annotations(row, moment.share), ...unsaid };
    case 'HTTPRoute':
      return { kind, rules: httpRouteRules(row, moment) };
    case 'VirtualService':
      return { kind, rules: istioRoutes(row, moment) };
  }
}

function httpRouteRules({ strategy, matches }: StrategyRow, moment: Moment): object[] {
  const others = { matches: [EVERY_PATH] };
  if (matches !== undefined) {
    const insiders = matches.httpRoute?.map((match) => ({ ...EVERY_PATH, ...match }));
    return [
      { matches: insiders, ...shares(moment.share) },
      { ...others, weights: { 'podinfo-primary': 100 } },
    ];
  }
  const { cookies = [] } = sticky(strategy, moment);
  const users = cookies.map(({ value, share }) => {
    const header = { type: 'RegularExpression', name: 'Cookie', value };
    return { matches: [{ ...EVERY_PATH, headers: [header] }], ...shares(share) };
  });
  return [...users, { ...others, ...shares(moment.share), ...mirror(strategy, moment) }];
}

function istioRoutes({ strategy, matches }: StrategyRow, moment: Moment): object[] {
  if (matches !== undefined) {
    // The only destination of a route gets all its requests, whatever its weight.
    const others = { weights: { 'podinfo-primary': 100 - moment.share } };
    return [{ matches: matches.virtualService, ...shares(moment.share) }, others];
  }
  const { cookies = [] } = sticky(strategy, moment);
  const users = cookies.map(({ value, share }) => ({
    matches: [{ headers: { Cookie: { regex: value } } }],
    ...shares(share),
  }));
  return [...users, { ...shares(moment.share), ...mirror(strategy, moment) }];
}

function annotations({ matches }: StrategyRow, share: number): Record<string, string> {
  const own = { canary: 'true', 'canary-weight': `${share}`, 'service-upstream': 'true' };
  const routed = matches === undefined ? own : { ...own, 'canary-weight': '0', ...(share > 0 && matches.ingress) };
  return {
    ...Object.fromEntries(Object.entries(routed).map(([name, value]) => [ANNOTATION + name, value])),
    'kustomize.toolkit.fluxcd.io/reconcile': 'disabled',
    'helm.toolkit.fluxcd.io/driftDetection': 'disabled',
  };
}

/** Who gets a copy of the requests, and of how many of them where not of all. */
function mirror(strategy: Strategy, { mirrored = false }: Moment): object {
  if (!mirrored || strategy.kind === 'ab-test') return {};
  const { mirrorWeight } = strategy;
  return {
    mirror: ['podinfo-canary'],
    ...(mirrorWeight !== undefined && { mirrorPercentage: mirrorWeight }),
  };
}

/** Users whom a cookie keeps with one version. */
interface StickyUsers {
  /** What the cookie header has to match; Flagger makes up the cookie's own value. */
  readonly value: unknown;
  /** The canary's share of their requests. */
  readonly share: number;
}

/** The canary's users stay with it while it has a share; then they are told to forget the cookie. */
function sticky(strategy: Strategy, { share, hadShare }: Moment): { readonly cookies?: readonly StickyUsers[] } {
  if (strategy.kind !== 'canary' || strategy.sessionAffinity === undefined) return {};
  const { cookieName, primaryCookieName } = strategy.sessionAffinity;
  if (share === 0) return hadShare ? { cookies: [users(cookieName, 0)] } : {};
  const ofPrimary = primaryCookieName === undefined ? [] : [users(primaryCookieName, 0)];
  return { cookies: [users(cookieName, 100), ...ofPrimary] };
}

function users(cookie: string, share: number): StickyUsers {
  return { value: expect.stringMatching(new RegExp(`^\\.\\*${cookie}\\.\\*\\w+\\.\\*$`)), share };
}

function shares(canary: number, say: (weight: number) => unknown = (weight) => weight): object {
  return { weights: { 'podinfo-canary': say(canary), 'podinfo-primary': say(100 - canary) } };
}
