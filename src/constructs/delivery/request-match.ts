import { type Problem, problemText } from '../../model/problem';
import type { MatchCapability, MatchOperator } from '../traffic/traffic-provider';
import type { QueryParamMatch } from './query-param';
import type { SourceLabelsMatch } from './source-labels';

/** Requests that carry a header with a certain value. Made by {@link header}. */
export interface HeaderMatch {
  /** What distinguishes it from a cookie. */
  readonly kind: 'header';
  /** Name of the header, in lower case. */
  readonly name: string;
  /** How the value is compared. */
  readonly operator: MatchOperator;
  /** The value, or the regular expression over the whole value. */
  readonly value: string;
}

/** Requests that carry a cookie whose value is `always`. Made by {@link cookie}. */
export interface CookieMatch {
  /** What distinguishes it from a header. */
  readonly kind: 'cookie';
  /** Name of the cookie. */
  readonly name: string;
}

/** Requests that an A/B test sends to the canary. */
export type RequestMatch = HeaderMatch | CookieMatch | QueryParamMatch | SourceLabelsMatch;

/** The ways to compare a header, each of which completes a {@link HeaderMatch}. */
export interface HeaderMatchBuilder {
  /** The header is this value. */
  exact(value: string): HeaderMatch;
  /** The header begins with this value. Only Istio can do this. */
  prefix(value: string): HeaderMatch;
  /** The header ends with this value. Only App Mesh can do this; elsewhere write a regular expression. */
  suffix(value: string): HeaderMatch;
  /** The whole header matches this regular expression (RE2 or PCRE, as the router has it). */
  regex(value: string): HeaderMatch;
}

/** A match as Flagger's `spec.analysis.match` has it. */
interface FlaggerMatch {
  readonly headers?: Comparisons;
  readonly queryParams?: Comparisons;
  readonly sourceLabels?: Readonly<Record<string, string>>;
}

type Comparisons = Readonly<Record<string, Readonly<Partial<Record<MatchOperator, string>>>>>;

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Requests by a header.
 *
 * @param name the header's name; its case does not matter.
 * @throws when the name is not a header name, or is `cookie` and compared otherwise than by a regular expression.
 * @example
 * abTest({ iterations: 10, match: [header('x-user').exact('insider')] });
 */
export function header(name: string): HeaderMatchBuilder {
  const lower = name.toLowerCase();
  if (!TOKEN.test(name)) refuse('header', 'be a header name', name, 'write it like "x-user"');
  const by = (operator: MatchOperator) => (value: string) => {
    // All cookies are in one header, in whatever order.
    if (lower === 'cookie' && operator !== 'regex') {
      refuse('header', `not be cookie for ${operator}`, name, "use cookie('canary'), or regex");
    }
    return headerMatch(lower, operator, value);
  };
  return { exact: by('exact'), prefix: by('prefix'), suffix: by('suffix'), regex: by('regex') };
}

/**
 * Requests by a cookie whose value is `always`, which is the value that NGINX asks for; the other routers are told to ask
 * for the same.
 *
 * @param name the cookie's name.
 * @throws when the name is not a cookie name.
 * @example
 * abTest({ iterations: 10, match: [cookie('canary')] });
 */
export function cookie(name: string): CookieMatch {
  if (!TOKEN.test(name)) refuse('cookie', 'be a cookie name', name, 'write it like "canary"');
  return { kind: 'cookie', name };
}

/** A match in the words of Flagger, for a router that is told of cookies in this way. */
export function toFlaggerMatch(match: RequestMatch, cookies: MatchCapability['cookie']): FlaggerMatch {
  if (match.kind === 'source-labels') return { sourceLabels: match.labels };
  if (match.kind === 'query-param') return { queryParams: { [match.name]: { [match.operator]: match.value } } };
  if (match.kind === 'header') return { headers: { [match.name]: { [match.operator]: match.value } } };
  if (cookies === 'name') return { headers: { cookie: { exact: match.name } } };
  const name = match.name.replace(/[$*+.^|]/g, '\\$&');
  return { headers: { cookie: { regex: `^(.*;)?\\s*${name}=always(;.*)?$` } } };
}

/** What a request says to fulfil the match, or nothing where only a regular expression or the sender counts. */
export function exampleOf(match: RequestMatch): { readonly header?: string; readonly query?: string } {
  switch (match.kind) {
    case 'cookie':
      return { header: `Cookie: ${match.name}=always` };
    case 'header':
      return match.operator === 'regex' ? {} : { header: `${match.name}: ${match.value}` };
    case 'query-param':
      return match.operator === 'regex' ? {} : { query: new URLSearchParams([[match.name, match.value]]).toString() };
    case 'source-labels':
      return {};
  }
}

function headerMatch(name: string, operator: MatchOperator, value: string): HeaderMatch {
  if (value === '')
    refuse(`header('${name}').${operator}`, 'compare with a value', value, 'Flagger ignores an empty one');
  return { kind: 'header', name, operator, value };
}

function refuse(prop: string, must: string, got: string, remedy: string): never {
  const problem: Problem = { prop, must, got, remedy };
  throw new Error(problemText(problem));
}
