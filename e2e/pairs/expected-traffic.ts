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

/** What the traffic object must say, as the recorder reads it. */
export function expectedTraffic(kind: TrafficKind, row: StrategyRow, moment: Moment): object | null {
  switch (kind) {
    case 'none':
      return null;
    case 'TrafficSplit':
      return { kind, weights: { 'podinfo-canary': `${moment.share}`, 'podinfo-primary': `${100 - moment.share}` } };
    case 'HTTPRoute':
      return { kind, rules: httpRouteRules(row, moment) };
    case 'VirtualService':
      return { kind, rules: istioRoutes(row, moment) };
    case 'Ingress':
      return { kind, annotations: ingressAnnotations(row, moment.share) };
  }
}

function httpRouteRules({ strategy, matches }: StrategyRow, moment: Moment): object[] {
  const { share, mirrored = false } = moment;
  const rest = { matches: [EVERY_PATH] };
  const mirror = mirrored && { mirror: ['podinfo-canary'] };
  if (matches === undefined) {
    const sticky = cookies(strategy, moment).map(({ name, to }) => {
      const cookie = { type: 'RegularExpression', name: 'Cookie', value: cookieValue(name) };
      return { matches: [{ ...EVERY_PATH, headers: [cookie] }], ...weights(to) };
    });
    return [...sticky, { ...rest, ...weights(share), ...mirror }];
  }
  const insiders = matches.httpRoute?.map((match) => ({ ...EVERY_PATH, ...match }));
  return [
    { matches: insiders, ...weights(share) },
    { ...rest, weights: { 'podinfo-primary': 100 } },
  ];
}

function istioRoutes({ strategy, matches }: StrategyRow, moment: Moment): object[] {
  const { share, mirrored = false } = moment;
  if (matches !== undefined) {
    // The only destination of a route gets all its requests, whatever its weight.
    const others = { weights: { 'podinfo-primary': 100 - share } };
    return [{ matches: matches.virtualService, ...weights(share) }, others];
  }
  const percent = strategy.kind === 'ab-test' ? undefined : strategy.mirrorWeight;
  const mirror = mirrored && {
    mirror: ['podinfo-canary'],
    ...(percent !== undefined && { mirrorPercentage: percent }),
  };
  const sticky = cookies(strategy, moment).map(({ name, to }) => ({
    matches: [{ headers: { Cookie: { regex: cookieValue(name) } } }],
    ...weights(to),
  }));
  return [...sticky, { ...weights(share), ...mirror }];
}

function ingressAnnotations({ matches }: StrategyRow, share: number): Record<string, string> {
  const own = { canary: 'true', 'canary-weight': `${share}`, 'service-upstream': 'true' };
  const routed = matches === undefined ? own : { ...own, 'canary-weight': '0', ...(share > 0 && matches.ingress) };
  return {
    ...Object.fromEntries(Object.entries(routed).map(([name, value]) => [ANNOTATION + name, value])),
    'kustomize.toolkit.fluxcd.io/reconcile': 'disabled',
    'helm.toolkit.fluxcd.io/driftDetection': 'disabled',
  };
}

/** Whom cookies keep where: the canary's users with it while it has a share, then with the primary until they have lost it. */
function cookies(strategy: Strategy, { share, hadShare }: Moment): { readonly name: string; readonly to: number }[] {
  if (strategy.kind !== 'canary' || strategy.sessionAffinity === undefined) return [];
  const { cookieName, primaryCookieName } = strategy.sessionAffinity;
  if (share === 0) return hadShare ? [{ name: cookieName, to: 0 }] : [];
  const primary = primaryCookieName === undefined ? [] : [{ name: primaryCookieName, to: 0 }];
  return [{ name: cookieName, to: 100 }, ...primary];
}

/** Flagger makes up the cookie's value. */
function cookieValue(name: string): unknown {
  return expect.stringMatching(new RegExp(`^\\.\\*${name}\\.\\*\\w+\\.\\*$`));
}

function weights(share: number): object {
  return { weights: { 'podinfo-canary': share, 'podinfo-primary': 100 - share } };
}
