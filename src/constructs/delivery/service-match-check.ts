import type { Problem } from '../../model/problem';
import { checkPort } from '../traffic/integer';
import type { ServiceMatch, TextMatch } from '../traffic/service-routing';
import type { FlaggerProvider } from '../traffic/traffic-provider';
import type { Strategy } from './strategy';

const GATEWAY_API_FIELDS = ['uri', 'method', 'headers', 'queryParams'];

/** Checks which requests a route takes against what the router can tell apart. */
export function checkServiceMatches(
  matches: readonly ServiceMatch[],
  provider: FlaggerProvider,
  strategy: Strategy,
): Problem[] {
  const gatewayApi = provider.startsWith('gatewayapi:');
  const problems = matches.flatMap((match, index) => {
    const prop = `service.match[${index}]`;
    return [
      ...(match.port === undefined ? [] : checkPort(`${prop}.port`, match.port)),
      ...(gatewayApi ? checkForGatewayApi(prop, match, provider) : []),
    ];
  });
  if (provider === 'istio') return matches.length > 0 ? [...problems, ...checkQueryParams(strategy)] : problems;
  return gatewayApi || matches.length === 0 ? problems : [...problems, ...checkOnePrefix(matches, provider)];
}

/** Flagger drops what it cannot say in an HTTPRoute, and stops at comparisons that it cannot. */
function checkForGatewayApi(prop: string, match: ServiceMatch, provider: FlaggerProvider): Problem[] {
  const ignored = Object.keys(match).filter((field) => !GATEWAY_API_FIELDS.includes(field));
  const problems: Problem[] = ignored.map((field) => {
    const remedy = 'the route would take more requests than that: remove it, or use istio()';
    return { prop: `${prop}.${field}`, must: `be left out on ${provider}, which ignores it`, got: field, remedy };
  });
  const compared: [string, TextMatch][] = [
    ...Object.entries(match.headers ?? {}).map(([name, by]): [string, TextMatch] => [`headers.${name}`, by]),
    ...Object.entries(match.queryParams ?? {}).map(([name, by]): [string, TextMatch] => [`queryParams.${name}`, by]),
  ];
  for (const [field, by] of compared) {
    if (by.prefix !== undefined) problems.push(notCompared(`${prop}.${field}`, 'exact or regex', by));
  }
  if (match.method !== undefined && match.method.exact === undefined) {
    problems.push(notCompared(`${prop}.method`, 'exact', match.method));
  }
  return problems;
}

/** Flagger merges both matches for Istio, and forgets the parameters on the way. */
function checkQueryParams(strategy: Strategy): Problem[] {
  if (strategy.kind !== 'ab-test' || !strategy.match.some(({ kind }) => kind === 'query-param')) return [];
  const must = 'not name a query parameter on istio when the service has a match';
  const remedy = 'Flagger drops it, and all traffic would go to the canary: match by header(…)';
  return [{ prop: 'strategy.match', must, got: 'queryParam(…)', remedy }];
}

function checkOnePrefix(matches: readonly ServiceMatch[], provider: FlaggerProvider): Problem[] {
  const [first, ...others] = matches;
  const fields = Object.keys(first ?? {});
  if (others.length === 0 && fields.length === 1 && first?.uri?.prefix !== undefined) return [];
  const must = `be one uri by prefix on ${provider}, which ignores the rest`;
  return [{ prop: 'service.match', must, got: matches, remedy: 'write it like [{ uri: { prefix: "/shop" } }]' }];
}

function notCompared(prop: string, how: string, got: TextMatch): Problem {
  return { prop, must: `compare by ${how} on Gateway API`, got, remedy: 'Flagger would stop at each step: change it' };
}
