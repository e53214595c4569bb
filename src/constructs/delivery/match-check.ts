import type { Problem } from '../../model/problem';
import type { MatchCapability } from '../traffic/traffic-provider';
import type { RequestMatch } from './request-match';

const PROP = 'strategy.match';

/**
 * Checks the matches of an A/B test against what a router can tell apart. Flagger drops what the router cannot, and then
 * sends all traffic to the canary.
 *
 * @param matches the matches.
 * @param can what the router can tell apart.
 * @param provider the provider's name, for the message.
 */
export function checkMatches(matches: readonly RequestMatch[], can: MatchCapability, provider: string): Problem[] {
  const problems = matches.flatMap((match) => checkMatch(match, can, provider));
  if (matches.length === 0) {
    const remedy = "add header('x-user').exact('insider')";
    problems.push({ prop: PROP, must: 'name at least one match', got: matches, remedy });
  }
  if (can.joined === true && matches.length > 1) {
    const must = `name one header or cookie only on ${provider}`;
    const got = matches.map((match) => ('name' in match ? match.name : match.kind));
    const remedy = 'a request would have to fulfil all of them: keep one';
    return [...problems, { prop: PROP, must, got, remedy }];
  }
  for (const kind of ['header', 'cookie'] as const) {
    const names = matches.flatMap((match) => (match.kind === kind ? [match.name] : []));
    if (!can.single || names.length < 2) continue;
    const must = `name one ${kind} only on ${provider}`;
    const remedy = 'the last would win: keep one, or write one regular expression';
    problems.push({ prop: PROP, must, got: names, remedy });
  }
  return problems;
}

function checkMatch(match: RequestMatch, can: MatchCapability, provider: string): Problem[] {
  switch (match.kind) {
    case 'cookie':
      return can.cookie === undefined ? [unknown(provider, `cookie('${match.name}')`)] : [];
    case 'header':
      return match.name === 'cookie' && can.cookie !== 'regex'
        ? [byName(provider, match.value)]
        : checkOperator(match, can.operators, provider);
    case 'query-param':
      return can.queryParams === undefined
        ? [unknown(provider, `queryParam('${match.name}')`)]
        : checkOperator(match, can.queryParams, provider);
    case 'source-labels':
      return can.sourceLabels === true ? [] : [unknown(provider, 'sourceLabels(…)')];
  }
}

function byName(provider: string, got: string): Problem {
  const must = `not compare the cookie header on ${provider}`;
  return { prop: PROP, must, got, remedy: "it is told of a cookie by its name: use cookie('canary')" };
}

function checkOperator(
  { name, operator }: { readonly name: string; readonly operator: string },
  operators: readonly string[],
  provider: string,
): Problem[] {
  if (operators.includes(operator)) return [];
  const must = `compare by ${operators.join(' or ')} on ${provider}`;
  const remedy = operators.includes('regex')
    ? `write .regex(…), or .exact(…), for ${name}`
    : `write .exact(…) for ${name}`;
  return [{ prop: PROP, must, got: operator, remedy }];
}

function unknown(provider: string, got: string): Problem {
  const remedy = 'all traffic would go to the canary: match by header(…)';
  return { prop: PROP, must: `be one that ${provider} can tell apart`, got, remedy };
}
