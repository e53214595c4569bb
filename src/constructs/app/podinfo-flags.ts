import { checkDuration, type Duration } from '../../model/duration';
import type { Problem } from '../../model/problem';
import { checkUrl } from '../traffic/address';
import { checkInteger } from '../traffic/integer';

/** How long Podinfo waits before it answers: a random time between two bounds. */
export interface RandomDelay {
  /** Least. @default 0 */
  readonly min?: number;
  /** Most. @default 5 */
  readonly max?: number;
  /** Unit of both. @default 's' */
  readonly unit?: 's' | 'ms';
}

/**
 * Podinfo's own flags. Those that name ports and folders are not among them: the app sets them.
 *
 * @see https://github.com/stefanprodan/podinfo, `cmd/podinfo/main.go`
 */
export interface PodinfoFlags {
  /** URL that this app asks on each request, `http://backend:9898/echo`, or several. @default - none */
  readonly backendUrl?: string | readonly string[];
  /** Address of a Redis: `tcp://cache:6379`. @default - no cache */
  readonly cacheServer?: `tcp://${string}`;
  /** Name of the service in gRPC's health checks. @default - Podinfo's `podinfo` */
  readonly grpcServiceName?: string;
  /** What is logged. @default - Podinfo's `info` */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'panic';
  /** Waits before answers: up to 5 seconds, or between bounds. @default - Podinfo's false */
  readonly randomDelay?: boolean | RandomDelay;
  /** Answers one request in three with an error. @default - Podinfo's false */
  readonly randomError?: boolean;
  /** Never becomes healthy. @default - Podinfo's false */
  readonly unhealthy?: boolean;
  /** Never becomes ready. @default - Podinfo's false */
  readonly unready?: boolean;
  /** Cores that it keeps busy. @default - Podinfo's 0 */
  readonly stressCpu?: number;
  /** Megabytes that it loads into memory. @default - Podinfo's 0 */
  readonly stressMemory?: number;
  /** Takes HTTP/2 without TLS, too. @default - Podinfo's false */
  readonly h2c?: boolean;
  /** Name that it reports traces under. @default - no traces */
  readonly otelServiceName?: string;
  /** Longest time that a backend may take. @default - Podinfo's 2m */
  readonly httpClientTimeout?: Duration;
  /** Longest time to read a request, and to write its answer. @default - Podinfo's 30s */
  readonly httpServerTimeout?: Duration;
  /** Time for requests under way when it is told to end. @default - Podinfo's 5s */
  readonly serverShutdownTimeout?: Duration;
}

/** The flags as arguments. What is given is written, also where it is Podinfo's default. */
export function podinfoArguments(flags: PodinfoFlags): string[] {
  const delay = typeof flags.randomDelay === 'object' ? flags.randomDelay : {};
  const values: Readonly<Record<string, string | number | boolean | undefined>> = {
    level: flags.level,
    'random-delay': typeof flags.randomDelay === 'object' ? true : flags.randomDelay,
    'random-delay-min': delay.min,
    'random-delay-max': delay.max,
    'random-delay-unit': delay.unit,
    'random-error': flags.randomError,
    unhealthy: flags.unhealthy,
    unready: flags.unready,
    'stress-cpu': flags.stressCpu,
    'stress-memory': flags.stressMemory,
    h2c: flags.h2c,
    'otel-service-name': flags.otelServiceName,
    'http-client-timeout': flags.httpClientTimeout,
    'http-server-timeout': flags.httpServerTimeout,
    'server-shutdown-timeout': flags.serverShutdownTimeout,
  };
  return [
    ...argument('grpc-service-name', flags.grpcServiceName),
    ...backends(flags).flatMap((url) => argument('backend-url', url)),
    ...argument('cache-server', flags.cacheServer),
    ...Object.entries(values).flatMap(([flag, value]) => argument(flag, value)),
  ];
}

function argument(flag: string, value: string | number | boolean | undefined): string[] {
  return value === undefined ? [] : [`--${flag}=${String(value)}`];
}

function backends({ backendUrl = [] }: PodinfoFlags): readonly string[] {
  return typeof backendUrl === 'string' ? [backendUrl] : backendUrl;
}

/** Checks the values of flags that Podinfo would not start with, or would misread. */
export function checkPodinfoFlags(flags: PodinfoFlags): Problem[] {
  const { cacheServer, randomDelay, stressCpu = 0, stressMemory = 0 } = flags;
  const times = ['httpClientTimeout', 'httpServerTimeout', 'serverShutdownTimeout'] as const;
  return [
    ...backends(flags).flatMap(checkBackend),
    ...(cacheServer === undefined ? [] : checkCache(cacheServer)),
    ...(typeof randomDelay === 'object' ? checkDelay(randomDelay) : []),
    ...checkInteger('stressCpu', stressCpu, 0),
    ...checkInteger('stressMemory', stressMemory, 0),
    ...times.flatMap((prop) => {
      const value = flags[prop];
      return value === undefined ? [] : checkDuration(prop, value);
    }),
  ];
}

function checkBackend(got: string): Problem[] {
  if (!got.includes(',')) return checkUrl('backendUrl', got, 'http://backend:9898/echo');
  return [{ prop: 'backendUrl', must: 'be URLs without ","', got, remedy: 'Podinfo would split it: write "%2C"' }];
}

function checkCache(got: string): Problem[] {
  if (/^tcp:\/\/[^\s/:]+:[0-9]{1,5}$/.test(got)) return [];
  return [{ prop: 'cacheServer', must: 'be an address of a Redis', got, remedy: 'write it like "tcp://cache:6379"' }];
}

function checkDelay({ min = 0, max = 5 }: RandomDelay): Problem[] {
  const problems = [...checkInteger('randomDelay.min', min, 0), ...checkInteger('randomDelay.max', max, 0)];
  if (problems.length > 0 || min <= max) return problems;
  const remedy = 'Podinfo would not start: raise it, or lower min';
  return [{ prop: 'randomDelay.max', must: `be at least min ${min}`, got: max, remedy }];
}
