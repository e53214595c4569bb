import { durationSeconds } from '../../model/duration';
import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import type {
  HttpBackendReference,
  HttpRouteFilter,
  HttpRouteMatch,
  HttpRouteRule,
  HttpRouteTimeouts,
} from './http-route-rule';
import { checkInteger, checkPort } from './integer';

/** Gateway API's own bounds on the lists of an HTTPRoute. */
const MAX = { rules: 16, matches: 64, backendRefs: 16 };
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
  const lists = {
    headers: headers.map(({ name }) => name.toLowerCase()),
    queryParams: queryParams.map(({ name }) => name),
  };
  for (const [list, names] of Object.entries(lists)) {
    if (new Set(names).size === names.length) continue;
    const remedy = 'only the first would count: write one regular expression';
    problems.push({ prop: `${prop}.${list}`, must: 'name each one once', got: names, remedy });
  }
  return problems;
}

function checkFilter(prop: string, filter: HttpRouteFilter): Problem[] {
  if (filter.type === 'RequestMirror') {
    const { name, port } = filter.requestMirror.backendRef;
    const at = `${prop}.requestMirror.backendRef`;
    return [...checkLabelName(`${at}.name`, name), ...checkPort(`${at}.port`, port)];
  }
  if (filter.type !== 'RequestRedirect' || filter.requestRedirect.port === undefined) return [];
  return checkPort(`${prop}.requestRedirect.port`, filter.requestRedirect.port);
}

function checkBackends(prop: string, backends: readonly HttpBackendReference[]): Problem[] {
  const problems = [
    ...checkCount(prop, backends.length, MAX.backendRefs),
    ...backends.flatMap(({ name, port, weight }, index) => [
      ...checkLabelName(`${prop}[${index}].name`, name),
      ...checkPort(`${prop}[${index}].port`, port),
      ...(weight === undefined ? [] : checkInteger(`${prop}[${index}].weight`, weight, 0, 1_000_000)),
    ]),
  ];
  if (backends.length > 0 && backends.every(({ weight }) => weight === 0)) {
    const got = backends.map(({ weight }) => weight);
    problems.push({ prop, must: 'give one weight above 0', got, remedy: 'every request would fail with status 500' });
  }
  return problems;
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

function checkCount(prop: string, got: number, max: number, min = 1): Problem[] {
  if (got >= min && got <= max) return [];
  const remedy = got > max ? 'split the route in two' : 'add one';
  return [{ prop, must: `have ${min} to ${max} entries`, got, remedy }];
}
