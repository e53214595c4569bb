import { type Duration, durationSeconds } from '../../model/duration';
import { type Problem, problemText } from '../../model/problem';

/** A status, or a range of them, after which Linkerd tries again. `gateway-error` is 502 to 504. */
export type HttpRetryCondition = '5xx' | 'gateway-error' | number | `${number}-${number}`;

/** A status of gRPC after which Linkerd tries again. */
export type GrpcRetryCondition = 'cancelled' | 'deadline-exceeded' | 'internal' | 'resource-exhausted' | 'unavailable';

/** Which requests Linkerd tries again. Bodies above 64 KiB are never sent twice. */
export interface LinkerdRetries {
  /** Statuses of HTTP; not for a GRPCRoute. @default - none */
  readonly http?: readonly [HttpRetryCondition, ...HttpRetryCondition[]];
  /** Statuses of gRPC; not for an HTTPRoute. @default - none */
  readonly grpc?: readonly [GrpcRetryCondition, ...GrpcRetryCondition[]];
  /** How often at most, after the first attempt. @default 1 */
  readonly limit?: number;
  /** How long one attempt may take before the next; without it only answers are tried again. @default - as long as the request */
  readonly timeout?: Duration;
}

/** When Linkerd gives up with status 504. A request that is given up is not tried again. */
export interface LinkerdTimeouts {
  /** Longest time of a request, all attempts together. @default - none */
  readonly request?: Duration;
  /** Longest time until the answer is complete, once the request is sent. @default - none */
  readonly response?: Duration;
  /** Longest time without a byte in either direction. @default - none */
  readonly idle?: Duration;
}

/** Options of {@link linkerdReliability}. */
export interface LinkerdReliabilityOptions {
  /** What is tried again; only what may be done twice. @default - nothing */
  readonly retries?: LinkerdRetries;
  /** When to give up. @default - never */
  readonly timeouts?: LinkerdTimeouts;
}

/**
 * The annotations by which Linkerd's proxies of the clients retry requests and give them up: of a Service (`service.apex.annotations`
 * of a {@link Canary}), or of a route with a Service as its parent, whose annotations win. A ServiceProfile switches them off.
 *
 * @throws when a value is none that Linkerd reads; it would refuse, or quietly take its default.
 * @see https://linkerd.io/2-edge/reference/retries/
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   service: {
 *     apex: {
 *       annotations: linkerdReliability({
 *         retries: { http: ['gateway-error'], limit: 2, timeout: '400ms' },
 *         timeouts: { request: '2s' },
 *       }),
 *     },
 *   },
 * });
 */
export function linkerdReliability(options: LinkerdReliabilityOptions): Record<string, string> {
  const { retries, timeouts = {} } = options;
  const [problem] = [...checkRetries(retries, timeouts), ...checkTimeouts(timeouts)];
  if (problem !== undefined) throw new Error(problemText(problem));
  return Object.fromEntries(
    Object.entries({
      'retry.linkerd.io/http': retries?.http?.join(','),
      'retry.linkerd.io/grpc': retries?.grpc?.join(','),
      'retry.linkerd.io/limit': retries?.limit?.toString(),
      'retry.linkerd.io/timeout': retries?.timeout,
      'timeout.linkerd.io/request': timeouts.request,
      'timeout.linkerd.io/response': timeouts.response,
      'timeout.linkerd.io/idle': timeouts.idle,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function checkRetries(retries: LinkerdRetries | undefined, { request }: LinkerdTimeouts): Problem[] {
  if (retries === undefined) return [];
  const { http = [], grpc, limit = 1, timeout } = retries;
  const wrong = http.filter((condition) => !isCondition(condition));
  return [
    ...wrong.map((got) => ({
      prop: 'retries.http',
      must: 'be statuses from 100 to 599, or ranges of them',
      got,
      remedy: 'write them like "5xx", 503 or "502-504"',
    })),
    ...(http.length === 0 && grpc === undefined
      ? [{ prop: 'retries', must: 'say after which statuses', got: retries, remedy: "add http: ['5xx'], or grpc" }]
      : []),
    ...(Number.isInteger(limit) && limit >= 1 && limit <= 65535
      ? []
      : [
          {
            prop: 'retries.limit',
            must: 'be a whole number from 1 to 65535',
            got: limit,
            remedy: 'Linkerd takes 0 for 1: leave retries out for none',
          },
        ]),
    ...(timeout === undefined ? [] : checkTime('retries.timeout', timeout)),
    ...(timeout !== undefined && request !== undefined && durationSeconds(timeout) >= durationSeconds(request)
      ? [
          {
            prop: 'retries.timeout',
            must: `be less than timeouts.request, ${request}`,
            got: timeout,
            remedy: 'no attempt would be followed by another: lower it',
          },
        ]
      : []),
  ];
}

function checkTimeouts({ request, response, idle }: LinkerdTimeouts): Problem[] {
  return Object.entries({ request, response, idle }).flatMap(([name, value]) =>
    value === undefined ? [] : checkTime(`timeouts.${name}`, value),
  );
}

/** Linkerd reads one number with one unit, and takes zero for no time at all given. */
function checkTime(prop: string, got: string): Problem[] {
  if (/^[1-9][0-9]*(ms|s|m|h)$/.test(got)) return [];
  return [{ prop, must: 'be a whole number, above 0, of ms, s, m or h', got, remedy: 'write it like "400ms" or "2s"' }];
}

function isCondition(condition: HttpRetryCondition): boolean {
  if (condition === '5xx' || condition === 'gateway-error') return true;
  const [first = Number.NaN, last = first, ...rest] = String(condition)
    .split('-')
    .map((text) => (/^[1-5][0-9]{2}$/.test(text) ? Number(text) : Number.NaN));
  return rest.length === 0 && first <= last;
}
