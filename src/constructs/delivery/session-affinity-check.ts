import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import { reads } from '../traffic/router-fields';
import type { TrafficProvider } from '../traffic/traffic-provider';
import type { SessionAffinity } from './session-affinity';
import type { SteppedCanary, WeightedCanary } from './strategy';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PROP = 'strategy.sessionAffinity';

/**
 * Checks the session affinity of a strategy against what Flagger, its routers and browsers make of it.
 *
 * @param strategy a strategy that moves traffic in steps: no other has any.
 * @param provider the Canary's provider.
 */
export function checkSessionAffinity(strategy: WeightedCanary | SteppedCanary, provider: TrafficProvider): Problem[] {
  const { sessionAffinity, mirror } = strategy;
  if (sessionAffinity === undefined) return [];
  if (!reads(provider.provider, 'sessionAffinity')) {
    const must = `be left out on ${provider.provider}, which has none`;
    return [
      { prop: PROP, must, got: sessionAffinity.cookieName, remedy: 'remove it, or use istio() or gatewayApi(…)' },
    ];
  }
  return [
    ...(mirror === true ? [mirrored()] : []),
    ...checkNames(sessionAffinity, provider),
    ...checkAttributes(sessionAffinity),
  ];
}

function checkNames({ cookieName, primaryCookieName }: SessionAffinity, { provider }: TrafficProvider): Problem[] {
  const problems = Object.entries({ cookieName, primaryCookieName }).flatMap(([field, got]): Problem[] => {
    if (got === undefined || TOKEN.test(got)) return [];
    return [{ prop: `${PROP}.${field}`, must: 'be a cookie name', got, remedy: 'write it like "shop-canary"' }];
  });
  const prop = `${PROP}.primaryCookieName`;
  if (primaryCookieName !== undefined && !reads(provider, 'primaryCookieName')) {
    const must = `be left out on ${provider}, which ignores it`;
    problems.push({ prop, must, got: primaryCookieName, remedy: 'remove it, or use gatewayapi:v1' });
  }
  if (primaryCookieName === cookieName) {
    const remedy = 'Flagger would only log it and leave the canary alone: rename one';
    problems.push({ prop, must: 'differ from cookieName', got: primaryCookieName, remedy });
  }
  return problems;
}

function checkAttributes({ maxAge, domain, path, secure, sameSite, partitioned }: SessionAffinity): Problem[] {
  const problems: Problem[] = [];
  if (maxAge !== undefined) problems.push(...checkInteger(`${PROP}.maxAge`, maxAge, 1));
  if (domain !== undefined) problems.push(...checkSubdomainName(`${PROP}.domain`, domain));
  if (path !== undefined && !path.startsWith('/')) {
    problems.push({ prop: `${PROP}.path`, must: 'begin with "/"', got: path, remedy: 'write it like "/checkout"' });
  }
  const needy = [...(sameSite === 'None' ? ['sameSite None'] : []), ...(partitioned === true ? ['partitioned'] : [])];
  if (needy.length > 0 && secure !== true) {
    const remedy = 'browsers would drop the cookie: set secure to true';
    problems.push({ prop: `${PROP}.secure`, must: `be true for ${needy.join(' and ')}`, got: secure, remedy });
  }
  return problems;
}

function mirrored(): Problem {
  const remedy = 'Flagger would mirror for ever and never give the canary a share: keep one of them';
  return { prop: 'strategy.mirror', must: 'be left out beside sessionAffinity', got: true, remedy };
}
