import { checkDuration, durationSeconds } from '../../model/duration';
import type { Problem } from '../../model/problem';
import { checkInteger, checkPort } from '../traffic/integer';
import type { FlaggerProvider } from '../traffic/traffic-provider';
import type { CanaryRouting } from './canary-service';
import { checkTrafficPolicy } from './traffic-policy-check';

/** Checks what a route does with requests, apart from which ones it takes. */
export function checkRouting(routing: CanaryRouting, provider: FlaggerProvider): Problem[] {
  const gatewayApi = provider.startsWith('gatewayapi:');
  return [
    ...checkTimes(routing),
    ...checkRewrite(routing, gatewayApi),
    ...checkMirrors(routing),
    ...(gatewayApi ? checkOrigins(routing) : []),
    ...(provider === 'contour' ? checkRetryOn(routing) : []),
    ...(routing.trafficPolicy === undefined ? [] : checkTrafficPolicy(routing.trafficPolicy)),
  ];
}

function checkTimes({ timeout, backendTimeout, retries, corsPolicy }: CanaryRouting): Problem[] {
  const durations = {
    timeout,
    backendTimeout,
    'retries.perTryTimeout': retries?.perTryTimeout,
    'corsPolicy.maxAge': corsPolicy?.maxAge,
  };
  const problems = Object.entries(durations).flatMap(([field, got]) =>
    got === undefined ? [] : checkDuration(`service.${field}`, got),
  );
  if (retries !== undefined) problems.push(...checkInteger('service.retries.attempts', retries.attempts, 0));
  if (
    timeout !== undefined &&
    backendTimeout !== undefined &&
    durationSeconds(backendTimeout) > durationSeconds(timeout)
  ) {
    const must = `be at most timeout ${timeout}`;
    const remedy = 'the API server would refuse the HTTPRoute: shorten it';
    problems.push({ prop: 'service.backendTimeout', must, got: backendTimeout, remedy });
  }
  return problems;
}

function checkRewrite({ rewrite }: CanaryRouting, gatewayApi: boolean): Problem[] {
  if (rewrite === undefined) return [];
  const { uri, authority, type } = rewrite;
  if (uri === undefined && authority === undefined) {
    const remedy = 'nothing would change: give uri or authority';
    return [{ prop: 'service.rewrite', must: 'name a new address', got: rewrite, remedy }];
  }
  if (type === undefined || (gatewayApi && uri !== undefined)) return [];
  const remedy = gatewayApi ? 'it is about the path: give uri' : 'Istio replaces the prefix that matched: remove it';
  const must = gatewayApi ? 'be given beside uri' : 'be left out on Istio';
  return [{ prop: 'service.rewrite.type', must, got: type, remedy }];
}

function checkMirrors({ mirror = [] }: CanaryRouting): Problem[] {
  return mirror.flatMap(({ backendRef: { kind = 'Service', port } }, index) => {
    const prop = `service.mirror[${index}].backendRef.port`;
    if (port !== undefined) return checkPort(prop, port);
    return kind === 'Service' ? [{ prop, must: 'be given for a Service', got: port, remedy: 'for example 9898' }] : [];
  });
}

/** Flagger would write an empty condition, which Contour does not know. */
function checkRetryOn({ retries }: CanaryRouting): Problem[] {
  if (retries === undefined || (retries.retryOn ?? '') !== '') return [];
  const remedy = 'the API server would refuse the HTTPProxy: write it like "5xx,reset"';
  return [{ prop: 'service.retries.retryOn', must: 'be given on contour', got: retries.retryOn, remedy }];
}

function checkOrigins({ corsPolicy }: CanaryRouting): Problem[] {
  if (corsPolicy?.allowOrigins === undefined) return [];
  const must = 'be left out on Gateway API, which does not compare origins';
  const remedy = 'name them in allowOrigin';
  return [{ prop: 'service.corsPolicy.allowOrigins', must, got: corsPolicy.allowOrigins, remedy }];
}
