import { type Problem, problemText } from '../../model/problem';
import type { QueryParamOperator } from '../traffic/traffic-provider';

/** Requests with a query parameter of a certain value. Made by {@link queryParam}. */
export interface QueryParamMatch {
  /** Tells this match from the others. */
  readonly kind: 'query-param';
  /** Name of the parameter. */
  readonly name: string;
  /** How the value is compared. */
  readonly operator: QueryParamOperator;
  /** The value, or the regular expression over the whole value. */
  readonly value: string;
}

/** The ways to compare a query parameter, each of which completes a {@link QueryParamMatch}. */
export interface QueryParamMatchBuilder {
  /** The parameter is this value. */
  exact(value: string): QueryParamMatch;
  /** The parameter begins with this value. Only Istio can do this. */
  prefix(value: string): QueryParamMatch;
  /** The whole parameter matches this regular expression. */
  regex(value: string): QueryParamMatch;
}

/**
 * Requests by a query parameter: Istio and Gateway API can tell these apart.
 *
 * @param name the parameter's name.
 * @throws when the name or the value is empty.
 * @example
 * abTest({ iterations: 10, match: [queryParam('preview').exact('yes')] });
 */
export function queryParam(name: string): QueryParamMatchBuilder {
  if (name === '') refuse('queryParam', 'name a parameter', 'write it like "preview"');
  const by = (operator: QueryParamOperator) => (value: string) => {
    const prop = `queryParam('${name}').${operator}`;
    if (value === '') refuse(prop, 'compare with a value', 'Flagger ignores an empty one');
    return { kind: 'query-param' as const, name, operator, value };
  };
  return { exact: by('exact'), prefix: by('prefix'), regex: by('regex') };
}

function refuse(prop: string, must: string, remedy: string): never {
  const problem: Problem = { prop, must, got: '', remedy };
  throw new Error(problemText(problem));
}
