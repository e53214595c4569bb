import type { FlaggerDuration } from '../../model/duration';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import { serviceUrl, type TrafficEntry, type TrafficTarget } from '../traffic/traffic-provider';
import type { CanaryWebhook } from './canary-webhook';
import { exampleOf } from './request-match';
import type { AbTest, Strategy } from './strategy';

/** The load tester that all teams share, unless a hook names another. */
export const SHARED_LOAD_TESTER = 'http://flagger-loadtester.flagger-system/';

/** A load on the canary while it is analysed, as data: each Canary makes its own command of it. Made by {@link loadTest}. */
export interface LoadTest extends LoadTestOptions {
  /** Tells this hook from the others. */
  readonly kind: 'load-test';
}

/** A request that the canary must answer before it gets traffic, as data. Made by {@link acceptanceTest}. */
export interface AcceptanceTest extends AcceptanceTestOptions {
  /** Tells this hook from the others. */
  readonly kind: 'acceptance-test';
}

/** A hook of a canary analysis: one of Flagger's own form, or one that knows its target when it is used. */
export type CanaryHook = CanaryWebhook | LoadTest | AcceptanceTest;

/** Options of {@link loadTest}. */
export interface LoadTestOptions {
  /** Name of the hook. @default 'load-test' */
  readonly name?: string;
  /** Requests per second of each worker. @default 10 */
  readonly rate?: number;
  /** Number of workers. @default 2 */
  readonly workers?: number;
  /** How long one run lasts; Flagger starts it at every check, and the load tester runs it once at a time. @default '2m' */
  readonly duration?: FlaggerDuration;
  /** Path to request. @default '/' */
  readonly path?: string;
  /**
   * Header to send, as `name: value`.
   *
   * @default - in an A/B test what goes to the canary, unless the path has a query; otherwise none
   */
  readonly header?: string;
  /** URL of the load tester. @default 'http://flagger-loadtester.flagger-system/' */
  readonly loadTester?: string;
}

/** Options of {@link acceptanceTest}. */
export interface AcceptanceTestOptions {
  /** Name of the hook. @default 'acceptance-test' */
  readonly name?: string;
  /** Path to request. @default '/' */
  readonly path?: string;
  /** Body to post. @default - a GET without one */
  readonly body?: string;
  /** Text that the answer must contain. @default - any answer below status 400 will do */
  readonly expect?: string;
  /** Longest wait for an answer. @default '30s' */
  readonly timeout?: FlaggerDuration;
  /** URL of the load tester. @default 'http://flagger-loadtester.flagger-system/' */
  readonly loadTester?: string;
}

/** What a hook may know of the Canary that uses it. */
interface HookContext {
  /** The workload. */
  readonly target: TrafficTarget;
  /** Where requests are split. */
  readonly entry: TrafficEntry;
  /** How the new version takes over. */
  readonly strategy: Strategy;
}

/**
 * Keeps requests coming during the analysis; without any, Flagger finds no values and stops. The requests go where the
 * strategy tests the canary: to the split for a canary, with a matching header for an A/B test, to the canary itself for
 * blue/green.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   analysis: { webhooks: [loadTest({ rate: 20 })] },
 * });
 */
export function loadTest(options: LoadTestOptions = {}): LoadTest {
  return { kind: 'load-test', ...options };
}

/**
 * Asks the canary itself for an answer before it gets any traffic.
 *
 * @example
 * acceptanceTest({ path: '/token', body: 'test', expect: 'token' });
 */
export function acceptanceTest(options: AcceptanceTestOptions = {}): AcceptanceTest {
  return { kind: 'acceptance-test', ...options };
}

/** What is wrong with hooks that must make up their requests from the strategy and the target. */
export function checkHooks(hooks: readonly CanaryHook[], strategy: Strategy): Problem[] {
  return hooks.flatMap((hook, index) => {
    if (!('kind' in hook)) return [];
    const prop = `webhooks[${index}]`;
    const { kind, path = '/' } = hook;
    const problems: Problem[] = path.startsWith('/') ? [] : [badPath(`${prop}.path`, path)];
    if (kind === 'load-test') problems.push(...checkLoad(prop, hook));
    const blind = kind === 'load-test' && !choosesRequests(hook) && strategy.kind === 'ab-test';
    if (blind && firstExample(strategy.match) === undefined) problems.push(noExample(prop, hook.name ?? kind));
    return problems;
  });
}

/** The hook as Flagger has it, for one Canary. */
export function toWebhook(hook: CanaryHook, context: HookContext): CanaryWebhook {
  if (!('kind' in hook)) return hook;
  return hook.kind === 'load-test' ? loadTestWebhook(hook, context) : acceptanceWebhook(hook, context);
}

function loadTestWebhook(hook: LoadTest, context: HookContext): CanaryWebhook {
  const { name = 'load-test', rate = 10, workers = 2, duration = '2m', path = '/', loadTester } = hook;
  const { strategy } = context;
  const entry = strategy.kind === 'blue-green' ? { url: canaryUrl(context.target) } : context.entry;
  const example = strategy.kind === 'ab-test' && !choosesRequests(hook) ? firstExample(strategy.match) : undefined;
  const header = hook.header ?? example?.header;
  const query = example?.query === undefined ? '' : `?${example.query}`;
  const command = ['hey', '-z', duration, '-q', String(rate), '-c', String(workers)];
  if (header !== undefined) command.push('-H', shellQuoted(header));
  if (entry.host !== undefined) command.push('-host', shellQuoted(entry.host));
  command.push(shellQuoted(`${entry.url}${path}${query}`));
  return {
    name,
    type: 'rollout',
    url: loadTester ?? SHARED_LOAD_TESTER,
    metadata: { type: 'cmd', cmd: command.join(' ') },
  };
}

function acceptanceWebhook(hook: AcceptanceTest, { target }: HookContext): CanaryWebhook {
  const { name = 'acceptance-test', path = '/', body, expect, timeout = '30s', loadTester } = hook;
  const command = ['curl', '-sf'];
  if (body !== undefined) command.push('-d', shellQuoted(body));
  command.push(shellQuoted(`${canaryUrl(target)}${path}`));
  if (expect !== undefined) command.push('|', 'grep', '-F', '-e', shellQuoted(expect));
  return {
    name,
    type: 'pre-rollout',
    url: loadTester ?? SHARED_LOAD_TESTER,
    timeout,
    metadata: { type: 'bash', cmd: command.join(' ') },
  };
}

function checkLoad(prop: string, { rate, workers }: LoadTest): Problem[] {
  return Object.entries({ rate, workers }).flatMap(([field, value]) =>
    value === undefined ? [] : checkInteger(`${prop}.${field}`, value, 1),
  );
}

function noExample(prop: string, got: string): Problem {
  const remedy = 'give the load test a header: no value is known for a regular expression';
  return { prop, must: 'send a header that the A/B test matches', got, remedy };
}

function badPath(prop: string, got: string): Problem {
  return { prop, must: 'begin with "/"', got, remedy: 'write it like "/healthz"' };
}

/** Whether a load test says itself which requests it sends. */
function choosesRequests({ header, path }: LoadTest): boolean {
  return header !== undefined || path?.includes('?') === true;
}

function firstExample(matches: AbTest['match']): ReturnType<typeof exampleOf> | undefined {
  return matches.map(exampleOf).find(({ header, query }) => header !== undefined || query !== undefined);
}

function canaryUrl(target: TrafficTarget): string {
  return serviceUrl({ ...target, serviceName: `${target.serviceName}-canary` });
}

/** A word for the shell; the plain ones stay readable. */
function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
