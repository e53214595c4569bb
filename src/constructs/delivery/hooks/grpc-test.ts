import type { FlaggerDuration } from '../../../model/duration';
import type { Problem } from '../../../model/problem';
import { checkInteger, checkPort } from '../../traffic/integer';
import { exampleOf } from '../request-match';
import type { Strategy } from '../strategy';
import type { CanaryWebhook } from './canary-webhook';
import { canaryUrl, type HookContext } from './hook-context';
import { shellCommand } from './shell-command';
import { checkTesterFile } from './tester-file';

/** Options of {@link grpcTest}. */
export interface GrpcTestOptions {
  /** The method to call, in full: `grpc.health.v1.Health/Check`. */
  readonly call: string;
  /** Name of the hook. @default 'grpc-test' */
  readonly name?: string;
  /** Calls per second, of all workers together. @default 20 */
  readonly rate?: number;
  /** Number of workers. @default 2 */
  readonly workers?: number;
  /** How long one run lasts; Flagger starts it at every check, and the load tester runs it once at a time. @default '2m' */
  readonly duration?: FlaggerDuration;
  /** The message to send. @default - an empty one */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Metadata to send. @default - in an A/B test what goes to the canary, otherwise none */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Absolute path of the service's `.proto` file in the load tester's container. @default - the app is asked by reflection */
  readonly proto?: string;
  /** Port of the app's Service. @default - the Canary's */
  readonly port?: number;
  /** Whether the app speaks TLS, and whether its certificate is checked. @default 'none' */
  readonly tls?: 'none' | 'unverified' | 'verified';
  /** URL of the load tester. @default - the team's own {@link LoadTester}, or the one that the cluster's teams share */
  readonly loadTester?: string;
}

/** Calls to a gRPC app while it is analysed, as data: each Canary makes its own command of it. Made by {@link grpcTest}. */
export interface GrpcTest extends GrpcTestOptions {
  /** Tells this hook from the others. */
  readonly kind: 'grpc-test';
}

/**
 * Keeps calls to a gRPC app coming during the analysis, with `ghz`. They go where a `loadTest` would send its requests.
 *
 * @example
 * grpcTest({ call: 'grpc.health.v1.Health/Check', proto: '/tmp/ghz/health.proto' });
 */
export function grpcTest(options: GrpcTestOptions): GrpcTest {
  return { kind: 'grpc-test', ...options };
}

/** The hook for one Canary. */
export function grpcTestWebhook(hook: GrpcTest, context: HookContext): CanaryWebhook {
  const { name = 'grpc-test', call, rate = 20, workers = 2, duration = '2m', data, proto, tls = 'none' } = hook;
  const { strategy, target } = context;
  const { url, host } = strategy.kind === 'blue-green' ? { url: canaryUrl(target), host: undefined } : context.entry;
  const metadata = hook.metadata ?? exampleMetadata(strategy);
  const cmd = shellCommand(
    ...['ghz', '-z', duration, '-r', rate, '-c', workers],
    ...{ none: ['--insecure'], unverified: ['--skipTLS'], verified: [] }[tls],
    ...(host === undefined ? [] : [tls === 'none' ? '--authority' : '--cname', host]),
    ...(metadata === undefined ? [] : ['-m', JSON.stringify(metadata)]),
    ...(data === undefined ? [] : ['-d', JSON.stringify(data)]),
    ...(proto === undefined ? [] : ['--proto', proto]),
    ...['--call', call, hostAndPort(url, hook.port)],
  );
  return { name, type: 'rollout', url: hook.loadTester ?? context.loadTester, metadata: { type: 'cmd', cmd } };
}

/** What is wrong with the hook, whatever the target. */
export function checkGrpcTest(prop: string, hook: GrpcTest, strategy: Strategy): Problem[] {
  const { call, rate = 20, workers = 2, proto, port, metadata } = hook;
  const blind = strategy.kind === 'ab-test' && metadata === undefined && exampleMetadata(strategy) === undefined;
  return [
    ...(/^[\w.]+[./]\w+$/.test(call) ? [] : [noMethod(prop, call)]),
    ...checkInteger(`${prop}.rate`, rate, 1),
    ...checkInteger(`${prop}.workers`, workers, 1),
    ...checkTesterFile(`${prop}.proto`, proto),
    ...(port === undefined ? [] : checkPort(`${prop}.port`, port)),
    ...(blind ? [noMetadata(prop)] : []),
  ];
}

function exampleMetadata(strategy: Strategy): Record<string, string> | undefined {
  if (strategy.kind !== 'ab-test') return undefined;
  const header = strategy.match.map(exampleOf).find((example) => example.header !== undefined)?.header;
  if (header === undefined) return undefined;
  const colon = header.indexOf(':');
  return { [header.slice(0, colon).toLowerCase()]: header.slice(colon + 1).trim() };
}

function hostAndPort(url: string, own: number | undefined): string {
  const { hostname, port, protocol } = new URL(url);
  const given = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return `${hostname}:${own ?? given}`;
}

function noMethod(prop: string, got: string): Problem {
  const remedy = 'write it like "grpc.health.v1.Health/Check"';
  return { prop: `${prop}.call`, must: 'be a method with its package and service', got, remedy };
}

function noMetadata(prop: string): Problem {
  const remedy = 'give the test metadata: no value is known for a regular expression or a query parameter';
  return { prop: `${prop}.metadata`, must: 'be some that the A/B test matches', got: undefined, remedy };
}
