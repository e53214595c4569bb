import type { TrafficBinding, TrafficProvider } from '../traffic/traffic-provider';
import type { CanaryAlert } from './alert-provider';
import type { ResolvedAnalysis } from './analysis';
import { type AutoscalerRef, autoscalerRefSpec } from './autoscaler-ref';
import type { CanaryMetric } from './canary-metric';
import type { CanaryService } from './canary-service';
import type { CanaryTarget } from './canary-target';
import { toFlaggerMatch } from './request-match';
import type { Strategy } from './strategy';
import { KNATIVE } from './target-reference';
import { targetService } from './target-service';

/** Everything that a Canary object says, all sources merged. */
interface CanarySpecInput {
  readonly target: CanaryTarget;
  readonly strategy: Strategy;
  readonly provider: TrafficProvider;
  readonly binding: TrafficBinding;
  readonly interval: string;
  readonly threshold: number;
  readonly ready: ResolvedAnalysis['ready'];
  readonly metrics: readonly CanaryMetric[];
  /** Gives the hooks, when all constructs are made; nothing where there are none. */
  readonly hooks: (() => readonly object[]) | undefined;
  readonly alerts?: readonly CanaryAlert[];
  readonly progressDeadlineSeconds?: number;
  readonly skipAnalysis?: boolean;
  readonly suspend?: boolean;
  readonly revertOnDeletion?: boolean;
  readonly metricsServer?: string;
  readonly service?: CanaryService;
  readonly autoscalerRef?: AutoscalerRef;
}

/** The `spec` of a Canary object. */
export function canarySpec(input: CanarySpecInput): Record<string, unknown> {
  const { target, binding, metricsServer, progressDeadlineSeconds, skipAnalysis, suspend, revertOnDeletion } = input;
  const autoscalerRef = autoscalerRefSpec(input.autoscalerRef, target.autoscalerName);
  return {
    provider: input.provider.provider,
    ...(metricsServer !== undefined && { metricsServer }),
    targetRef: reference(target.apiVersion, target.kind, target.name),
    ...(autoscalerRef !== undefined && { autoscalerRef }),
    ...(binding.ingressName !== undefined && {
      ingressRef: reference('networking.k8s.io/v1', 'Ingress', binding.ingressName),
    }),
    ...(binding.routeName !== undefined && {
      routeRef: reference('apisix.apache.org/v2', 'ApisixRoute', binding.routeName),
    }),
    ...(binding.upstream !== undefined && {
      upstreamRef: { apiVersion: 'gloo.solo.io/v1', kind: 'Upstream', ...binding.upstream },
    }),
    ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
    ...(skipAnalysis !== undefined && { skipAnalysis }),
    ...(suspend !== undefined && { suspend }),
    ...(revertOnDeletion !== undefined && { revertOnDeletion }),
    // Knative has its own route, and Flagger makes no Services for it.
    ...(target.apiVersion !== KNATIVE && { service: serviceSpec(input) }),
    analysis: analysisSpec(input),
  };
}

function serviceSpec({ target, binding, service }: CanarySpecInput): Record<string, unknown> {
  const { port, targetPort } = target;
  return { port, targetPort, ...targetService(target), ...binding.service, ...service };
}

function analysisSpec(input: CanarySpecInput): Record<string, unknown> {
  const { interval, threshold, ready, metrics, hooks, alerts = [] } = input;
  return {
    interval,
    threshold,
    ...ready,
    ...strategySpec(input.strategy, input.provider),
    ...(metrics.length > 0 && { metrics }),
    ...(alerts.length > 0 && { alerts }),
    // Not a Lazy, which would make the Canary an object that only cdk8s can render, at many times the cost.
    get webhooks() {
      return hooks?.();
    },
  };
}

function strategySpec(strategy: Strategy, provider: TrafficProvider): Record<string, unknown> {
  if (strategy.kind !== 'ab-test') {
    const fields = Object.entries(strategy).filter(([field, value]) => field !== 'kind' && value !== undefined);
    return Object.fromEntries(fields);
  }
  const { iterations, match } = strategy;
  const cookies = provider.capabilities.match?.cookie ?? 'regex';
  return { iterations, match: match.map((one) => toFlaggerMatch(one, cookies)) };
}

function reference(apiVersion: string, kind: string, name: string) {
  return { apiVersion, kind, name };
}
