import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger, checkPort } from './integer';
import type { BackendReference, RouteFilter } from './route-rule';

/** Gateway API's own bounds on the lists of a route. */
export const MAX = { rules: 16, matches: 64, backendRefs: 16 };

/** Checks the Services that requests go to. */
export function checkBackends(prop: string, backends: readonly BackendReference[]): Problem[] {
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

/** Checks the Service that a filter copies requests to. */
export function checkMirrorFilter(prop: string, filter: RouteFilter): Problem[] {
  if (filter.type !== 'RequestMirror') return [];
  const { name, port } = filter.requestMirror.backendRef;
  const at = `${prop}.requestMirror.backendRef`;
  return [...checkLabelName(`${at}.name`, name), ...checkPort(`${at}.port`, port)];
}

/** Checks that a match names each header or parameter once: of several the implementations see the first. */
export function checkOnce(prop: string, names: readonly string[]): Problem[] {
  if (new Set(names).size === names.length) return [];
  const remedy = 'only the first would count: write one regular expression';
  return [{ prop, must: 'name each one once', got: names, remedy }];
}

/** Checks the length of a list. */
export function checkCount(prop: string, got: number, max: number, min = 1): Problem[] {
  if (got >= min && got <= max) return [];
  const remedy = got > max ? 'split the route in two' : 'add one';
  return [{ prop, must: `have ${min} to ${max} entries`, got, remedy }];
}
