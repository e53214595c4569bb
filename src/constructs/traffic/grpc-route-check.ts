import type { Problem } from '../../model/problem';
import type { GrpcMethodMatch, GrpcRouteMatch, GrpcRouteRule } from './grpc-route-rule';
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

/** The most matches that all rules of a route may have. */
const MAX_MATCHES = 127;
const SERVICE = /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i;
const METHOD = /^[A-Za-z_][A-Za-z_0-9]*$/;

/** Checks the rules of a GRPCRoute against what the API server and the implementations refuse. */
export function checkGrpcRules(rules: readonly GrpcRouteRule[]): Problem[] {
  const count = checkCount('rules', rules.length, MAX.rules);
  const matches = rules.reduce((sum, rule) => sum + (rule.matches?.length ?? 0), 0);
  return [
    ...count,
    ...(matches > MAX_MATCHES ? checkCount('rules[*].matches', matches, MAX_MATCHES) : []),
    ...rules.flatMap((rule, index) => checkRule(`rules[${index}]`, rule)),
    ...checkSameMatches(rules.map((rule) => (rule.matches?.length ? rule.matches : [{}]).map(matchText))),
  ];
}

function matchText({ method, headers = [] }: GrpcRouteMatch): string {
  const called = method && { type: method.type ?? 'Exact', service: method.service, method: method.method };
  return JSON.stringify({ method: called, headers: sortedValues(headers, (name) => name.toLowerCase()) });
}

function checkRule(prop: string, { matches = [], filters = [], backendRefs }: GrpcRouteRule): Problem[] {
  return [
    ...checkCount(`${prop}.matches`, matches.length, MAX.matches, 0),
    ...matches.flatMap((match, index) => checkMatch(`${prop}.matches[${index}]`, match)),
    ...checkFilters(`${prop}.filters`, filters),
    ...eachFilter(`${prop}.filters`, filters, checkFilter),
    ...checkBackends(`${prop}.backendRefs`, backendRefs),
  ];
}

function checkMatch(prop: string, { method, headers = [] }: GrpcRouteMatch): Problem[] {
  return [
    ...(method === undefined ? [] : checkMethod(`${prop}.method`, method)),
    ...headers.flatMap(({ name }) => checkHeaderName(`${prop}.headers`, name)),
    ...checkOnce(
      `${prop}.headers`,
      headers.map(({ name }) => name.toLowerCase()),
    ),
  ];
}

function checkMethod(prop: string, { type, service, method }: GrpcMethodMatch): Problem[] {
  if (type === 'RegularExpression') return [];
  const problems: Problem[] = [];
  if (service !== undefined && !SERVICE.test(service)) {
    const must = 'be the full name of a gRPC service';
    problems.push({ prop: `${prop}.service`, must, got: service, remedy: 'write it like "shop.Orders"' });
  }
  if (method !== undefined && !METHOD.test(method)) {
    const must = 'be the name of a gRPC method';
    problems.push({ prop: `${prop}.method`, must, got: method, remedy: 'write it like "Place"' });
  }
  return problems;
}
