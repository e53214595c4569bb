import { durationSeconds } from '../../model/duration';
import type { Problem } from '../../model/problem';
import type { HttpRouteFilter, HttpRouteMatch, HttpRouteRule, HttpRouteTimeouts } from './http-route-rule';
import { checkPort } from './integer';
import { checkBackends, checkCount, checkMirrorFilter, checkOnce, MAX } from './route-check';

const GATEWAY_DURATION = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;

/** Checks the rules of an HTTPRoute against what the API server and the implementations refuse. */
export function checkRules(rules: readonly HttpRouteRule[]): Problem[] {
  const count = checkCount('rules', rules.length, MAX.rules);
  return [...count, ...rules.flatMap((rule, index) => checkRule(`rules[${index}]`, rule))];
}

function checkRule(prop: string, rule: HttpRouteRule): Problem[] {
  const { matches = [], backendRefs = [], timeouts, filters = [] } = rule;
  const redirects = filters.some(({ type }) => type === 'RequestRedirect');
  const problems = [
    ...checkCount(`${prop}.matches`, matches.length, MAX.matches, 0),
    ...matches.flatMap((match, index) => checkMatch(`${prop}.matches[${index}]`, match)),
    ...filters.flatMap((filter, index) => checkFilter(`${prop}.filters[${index}]`, filter)),
    ...(timeouts === undefined ? [] : checkTimeouts(`${prop}.timeouts`, timeouts)),
  ];
  if (!redirects) return [...problems, ...checkBackends(`${prop}.backendRefs`, backendRefs)];
  if (backendRefs.length > 0) {
    const got = backendRefs.map(({ name }) => name);
    const must = 'be left out beside a redirect';
    problems.push({
      prop: `${prop}.backendRefs`,
      must,
      got,
      remedy: 'the client is sent elsewhere: remove one of them',
    });
  }
  return problems;
}

function checkMatch(prop: string, { path, headers = [], queryParams = [] }: HttpRouteMatch): Problem[] {
  const problems: Problem[] = [];
  if (path !== undefined && path.type !== 'RegularExpression' && !/^\/(?!.*\/\/)[^#]*$/.test(path.value)) {
    const must = 'begin with "/" and have no "//" or "#"';
    problems.push({ prop: `${prop}.path.value`, must, got: path.value, remedy: 'write it like "/api"' });
  }
  return [
    ...problems,
    ...checkOnce(
      `${prop}.headers`,
      headers.map(({ name }) => name.toLowerCase()),
    ),
    ...checkOnce(
      `${prop}.queryParams`,
      queryParams.map(({ name }) => name),
    ),
  ];
}

function checkFilter(prop: string, filter: HttpRouteFilter): Problem[] {
  if (filter.type === 'URLRewrite') return [];
  if (filter.type !== 'RequestRedirect') return checkMirrorFilter(prop, filter);
  const { port } = filter.requestRedirect;
  return port === undefined ? [] : checkPort(`${prop}.requestRedirect.port`, port);
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
