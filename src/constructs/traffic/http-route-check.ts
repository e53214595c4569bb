import { durationSeconds } from '../../model/duration';
import type { Problem } from '../../model/problem';
import type {
  HttpPathModifier,
  HttpRouteFilter,
  HttpRouteMatch,
  HttpRouteRule,
  HttpRouteTimeouts,
} from './http-route-rule';
import { checkPort } from './integer';
import {
  checkBackends,
  checkCount,
  checkFilter,
  checkFilters,
  checkHeaderName,
  checkOnce,
  checkSameMatches,
  eachFilter,
  MAX,
  sortedValues,
} from './route-check';

const GATEWAY_DURATION = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;

/** Checks the rules of an HTTPRoute against what the API server and the implementations refuse. */
export function checkRules(rules: readonly HttpRouteRule[]): Problem[] {
  const matches = rules.map((rule) => rule.matches ?? []);
  const all = matches.flat().length;
  return [
    ...checkCount('rules', rules.length, MAX.rules),
    ...(all > MAX.allMatches ? checkCount('rules[*].matches', all, MAX.allMatches) : []),
    ...rules.flatMap((rule, index) => checkRule(`rules[${index}]`, rule)),
    ...checkSameMatches(matches.map((some) => (some.length === 0 ? [{}] : some).map(matchText))),
  ];
}

/** A rule without a match takes what one without a path does: every path. */
function matchText({ path, headers = [], queryParams = [], method }: HttpRouteMatch): string {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  const sorted = { headers: sortedValues(headers, lowerCase), queryParams: sortedValues(queryParams) };
  return JSON.stringify({ path: { type, value }, method, ...sorted });
}

function checkRule(prop: string, rule: HttpRouteRule): Problem[] {
  const { matches = [], backendRefs = [], timeouts, filters = [] } = rule;
  const problems = [
    ...checkCount(`${prop}.matches`, matches.length, MAX.matches, 0),
    ...matches.flatMap((match, index) => checkMatch(`${prop}.matches[${index}]`, match)),
    ...checkFilters(`${prop}.filters`, filters),
    ...eachFilter(`${prop}.filters`, filters, (at, filter) => checkHttpFilter(at, filter, matches)),
    ...(timeouts === undefined ? [] : checkTimeouts(`${prop}.timeouts`, timeouts)),
  ];
  if (!has(filters, 'RequestRedirect')) return [...problems, ...checkBackends(`${prop}.backendRefs`, backendRefs)];
  if (has(filters, 'URLRewrite')) {
    const must = 'not rewrite what it redirects';
    const remedy = 'the API server refuses both: remove URLRewrite or RequestRedirect';
    problems.push({ prop: `${prop}.filters`, must, got: 'URLRewrite', remedy });
  }
  if (backendRefs.length > 0) {
    const got = backendRefs.map(({ name }) => name);
    const must = 'be left out beside a redirect';
    const remedy = 'the client is sent elsewhere: remove one of them';
    problems.push({ prop: `${prop}.backendRefs`, must, got, remedy });
  }
  return problems;
}

function has(filters: readonly HttpRouteFilter[], type: HttpRouteFilter['type']): boolean {
  return filters.some((filter) => filter.type === type);
}

function checkMatch(prop: string, { path, headers = [], queryParams = [] }: HttpRouteMatch): Problem[] {
  return [
    ...(path === undefined || path.type === 'RegularExpression' ? [] : checkPath(`${prop}.path.value`, path.value)),
    ...headers.flatMap(({ name }) => checkHeaderName(`${prop}.headers`, name)),
    ...checkOnce(
      `${prop}.headers`,
      headers.map(({ name }) => lowerCase(name)),
    ),
    ...queryParams.flatMap(({ name }) => checkHeaderName(`${prop}.queryParams`, name)),
    ...checkOnce(
      `${prop}.queryParams`,
      queryParams.map(({ name }) => name),
    ),
  ];
}

const PATH = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;
/** What the API server refuses in a path, since it means another one, or would after decoding. */
const OTHER_PATH = /\/\/|\/\.{1,2}(?:\/|$)|%2f/i;

function checkPath(prop: string, got: string): Problem[] {
  if (PATH.test(got) && !OTHER_PATH.test(got) && got.length <= 1024) return [];
  const must = 'begin with "/" and have no "//", "/./", "/../", "%2F", "#" or blank';
  return [{ prop, must, got, remedy: 'write it like "/api"' }];
}

function checkHttpFilter(prop: string, filter: HttpRouteFilter, matches: readonly HttpRouteMatch[]): Problem[] {
  if (filter.type === 'URLRewrite') {
    return checkModifiedPath(`${prop}.urlRewrite.path`, filter.urlRewrite.path, matches);
  }
  if (filter.type !== 'RequestRedirect') return checkFilter(prop, filter);
  const { port, path } = filter.requestRedirect;
  return [
    ...(port === undefined ? [] : checkPort(`${prop}.requestRedirect.port`, port)),
    ...checkModifiedPath(`${prop}.requestRedirect.path`, path, matches),
  ];
}

function checkModifiedPath(
  prop: string,
  path: HttpPathModifier | undefined,
  matches: readonly HttpRouteMatch[],
): Problem[] {
  if (path?.type !== 'ReplacePrefixMatch') return [];
  // Without a match, and in one without a path, it is the prefix "/".
  const types = matches.map((match) => match.path?.type ?? 'PathPrefix');
  if (types.length < 2 && types.every((type) => type === 'PathPrefix')) return [];
  const must = 'replace the prefix of a rule with one match by PathPrefix';
  const remedy = 'no other has one prefix: give each prefix a rule, or use ReplaceFullPath';
  return [{ prop, must, got: path.type, remedy }];
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}

function checkTimeouts(prop: string, { request, backendRequest }: HttpRouteTimeouts): Problem[] {
  const problems: Problem[] = [];
  for (const [field, got] of Object.entries({ request, backendRequest })) {
    if (got === undefined || GATEWAY_DURATION.test(got)) continue;
    const must = 'be whole hours, minutes, seconds or milliseconds';
    problems.push({ prop: `${prop}.${field}`, must, got, remedy: 'write it like "30s" or "500ms"' });
  }
  if (problems.length > 0 || request === undefined || backendRequest === undefined) return problems;
  const whole = durationSeconds(request);
  if (whole === 0 || durationSeconds(backendRequest) <= whole) return [];
  const must = `be at most request ${request}`;
  return [{ prop: `${prop}.backendRequest`, must, got: backendRequest, remedy: 'the API server refuses it: lower it' }];
}
