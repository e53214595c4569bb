import type { Problem } from '../../../model/problem';
import { exampleOf } from '../request-match';
import type { AbTest, Strategy } from '../strategy';
import { canaryUrl, type HookContext } from './hook-context';

/** Which requests a load test is to send. */
export interface RequestOptions {
  /** Path to request. @default '/' */
  readonly path?: string;
  /**
   * Header to send, as `name: value`.
   *
   * @default - in an A/B test what goes to the canary, unless the path has a query; otherwise none
   */
  readonly header?: string;
}

/** Requests that reach the canary. */
export interface LoadRequest {
  /** The whole URL. */
  readonly url: string;
  /** The `Host` header to send. @default - the URL's host */
  readonly host?: string;
  /** A further header, as `name: value`. @default - none */
  readonly header?: string;
}

/**
 * The requests of a load test. They go where the strategy tests the canary: to the split for a canary, with a matching
 * header for an A/B test, to the canary itself for blue/green.
 */
export function loadRequest(options: RequestOptions, { strategy, target, entry }: HookContext): LoadRequest {
  const { url, host } = strategy.kind === 'blue-green' ? { url: canaryUrl(target), host: undefined } : entry;
  const example = strategy.kind === 'ab-test' && !choosesRequests(options) ? firstExample(strategy.match) : undefined;
  const header = options.header ?? example?.header;
  const query = example?.query === undefined ? '' : `?${example.query}`;
  return {
    url: `${url}${options.path ?? '/'}${query}`,
    ...(host !== undefined && { host }),
    ...(header !== undefined && { header }),
  };
}

/** Checks that the requests can be made up, and reach the canary. */
export function checkLoadRequest(prop: string, name: string, options: RequestOptions, strategy: Strategy): Problem[] {
  const problems = checkPath(prop, options.path);
  const blind = strategy.kind === 'ab-test' && !choosesRequests(options) && firstExample(strategy.match) === undefined;
  return blind ? [...problems, noExample(prop, name)] : problems;
}

/** Checks a path that is appended to an address. */
export function checkPath(prop: string, got = '/'): Problem[] {
  if (got.startsWith('/')) return [];
  return [{ prop: `${prop}.path`, must: 'begin with "/"', got, remedy: 'write it like "/healthz"' }];
}

/** Whether a load test says itself which requests it sends. */
function choosesRequests({ header, path }: RequestOptions): boolean {
  return header !== undefined || path?.includes('?') === true;
}

function firstExample(matches: AbTest['match']): ReturnType<typeof exampleOf> | undefined {
  return matches.map(exampleOf).find(({ header, query }) => header !== undefined || query !== undefined);
}

function noExample(prop: string, got: string): Problem {
  const remedy = 'give the load test a header: no value is known for a regular expression';
  return { prop, must: 'send a header that the A/B test matches', got, remedy };
}
