import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger, checkPort } from './integer';
import type { BackendReference, HeaderModifier, RouteFilter, ValueMatch } from './route-rule';

/** Gateway API's own bounds on the lists of a route. */
export const MAX = { rules: 16, matches: 64, allMatches: 128, backendRefs: 16, filters: 16, headers: 16 };

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

/** Checks the filters of a rule, of those kinds that HTTP and gRPC have in common. */
export function checkFilters(prop: string, filters: readonly { readonly type: string }[]): Problem[] {
  const types = filters.map(({ type }) => type);
  const twice = [...new Set(types.filter((type, index) => type !== 'RequestMirror' && types.indexOf(type) < index))];
  return [
    ...checkCount(prop, filters.length, MAX.filters, 0),
    ...twice.map((got) => {
      const remedy = 'the API server refuses a second one: say all in one';
      return { prop, must: 'have each kind of filter but RequestMirror once', got, remedy };
    }),
  ];
}

/** Checks each filter of a rule that has what its type says; in JavaScript the compiler does not see to it. */
export function eachFilter<Filter extends { readonly type: string }>(
  prop: string,
  filters: readonly Filter[],
  check: (prop: string, filter: Filter) => Problem[],
): Problem[] {
  return filters.flatMap((filter, index) => {
    const at = `${prop}[${index}]`;
    const field =
      filter.type === 'URLRewrite' ? 'urlRewrite' : filter.type.charAt(0).toLowerCase() + filter.type.slice(1);
    if (Object.hasOwn(filter, field)) return check(at, filter);
    const remedy = `write { type: "${filter.type}", ${field}: … }`;
    return [{ prop: `${at}.${field}`, must: `be given for the type ${filter.type}`, got: undefined, remedy }];
  });
}

/** Checks one filter: the Service that it copies requests to, or the headers that it changes. */
export function checkFilter(prop: string, filter: RouteFilter): Problem[] {
  if (filter.type === 'RequestHeaderModifier') {
    return checkModifier(`${prop}.requestHeaderModifier`, filter.requestHeaderModifier);
  }
  if (filter.type === 'ResponseHeaderModifier') {
    return checkModifier(`${prop}.responseHeaderModifier`, filter.responseHeaderModifier);
  }
  const { name, port } = filter.requestMirror.backendRef;
  const at = `${prop}.requestMirror.backendRef`;
  return [...checkLabelName(`${at}.name`, name), ...checkPort(`${at}.port`, port)];
}

function checkModifier(prop: string, { set = [], add = [], remove = [] }: HeaderModifier): Problem[] {
  const named = { set: set.map(({ name }) => name), add: add.map(({ name }) => name), remove };
  return Object.entries(named).flatMap(([field, names]) => [
    ...checkCount(`${prop}.${field}`, names.length, MAX.headers, 0),
    ...names.flatMap((name) => checkHeaderName(`${prop}.${field}`, name)),
    ...checkOnce(
      `${prop}.${field}`,
      names.map((name) => name.toLowerCase()),
      'the API server refuses the second one: remove it',
    ),
  ]);
}

const TOKEN = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/;

/** Checks the name of a header or of a query parameter. */
export function checkHeaderName(prop: string, got: string): Problem[] {
  if (TOKEN.test(got)) return [];
  const must = 'be a name of at most 256 characters without blanks and ":"';
  return [{ prop, must, got, remedy: 'write it like "x-user"' }];
}

/**
 * Checks that no two matches of a route are the same: the first one gets the requests of both.
 *
 * @param rules the matches of each rule, each as a text that is the same for the same requests.
 */
export function checkSameMatches(rules: readonly (readonly string[])[]): Problem[] {
  const owners = new Map<string, string>();
  return rules.flatMap((matches, rule) =>
    matches.flatMap((match, index): Problem[] => {
      const prop = `rules[${rule}].matches[${index}]`;
      const owner = owners.get(match);
      if (owner === undefined) {
        owners.set(match, prop);
        return [];
      }
      const remedy = 'that one gets all of its requests: change or remove one';
      return [{ prop, must: `differ from ${owner}`, got: JSON.parse(match) as unknown, remedy }];
    }),
  );
}

/** The comparisons of a match in an order of their own: all of them must hold. */
export function sortedValues(values: readonly ValueMatch[], nameOf = (name: string) => name): string[] {
  return values.map(({ type = 'Exact', name, value }) => JSON.stringify([nameOf(name), type, value])).sort();
}

/** Checks that a match names each header or parameter once: of several the implementations see the first. */
export function checkOnce(
  prop: string,
  names: readonly string[],
  remedy = 'only the first would count: write one regular expression',
): Problem[] {
  if (new Set(names).size === names.length) return [];
  return [{ prop, must: 'name each one once', got: names, remedy }];
}

/** Checks the length of a list. */
export function checkCount(prop: string, got: number, max: number, min = 1): Problem[] {
  if (got >= min && got <= max) return [];
  const remedy = got > max ? 'split the route in two' : 'add one';
  return [{ prop, must: `have ${min} to ${max} entries`, got, remedy }];
}
