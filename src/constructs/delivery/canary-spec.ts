import type { TrafficBinding, TrafficProvider } from '../traffic/traffic-provider';
import type { CanaryAlert } from './alert-provider';
import type { CanaryMetric } from './canary-metric';
import type { CanaryTarget } from './canary-target';
import type { CanaryWebhook } from './canary-webhook';
import { toFlaggerMatch } from './request-match';
import type { Strategy } from './strategy';

/** Everything that a Canary object says, all sources merged. */
interface CanarySpecInput {
  readonly target: CanaryTarget;
  readonly strategy: Strategy;
  readonly provider: TrafficProvider;
  readonly binding: TrafficBinding;
  readonly interval: string;
  readonly threshold: number;
  readonly metrics: readonly CanaryMetric[];
  readonly webhooks: readonly CanaryWebhook[];
  readonly alerts?: readonly CanaryAlert[];
  readonly progressDeadlineSeconds?: number;
  readonly skipAnalysis?: boolean;
  readonly suspend?: boolean;
}

/** The `spec` of a Canary object. */
export function canarySpec(input: CanarySpecInput): Record<string, unknown> {
  const { target, binding, progressDeadlineSeconds, skipAnalysis, suspend } = input;
  const { autoscalerName } = target;
  return {
    provider: input.provider.provider,
    targetRef: reference(target.apiVersion, target.kind, target.name),
    ...(autoscalerName !== undefined && {
      autoscalerRef: reference('autoscaling/v2', 'HorizontalPodAutoscaler', autoscalerName),
    }),
    ...(binding.ingressName !== undefined && {
      ingressRef: reference('networking.k8s.io/v1', 'Ingress', binding.ingressName),
    }),
    ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
    ...(skipAnalysis !== undefined && { skipAnalysis }),
    ...(suspend !== undefined && { suspend }),
    service: { port: target.port, targetPort: target.targetPort, portName: 'http', ...binding.service },
    analysis: analysisSpec(input),
  };
}

function analysisSpec(input: CanarySpecInput): Record<string, unknown> {
  const { interval, threshold, metrics, webhooks, alerts = [] } = input;
  return {
    interval,
    threshold,
    ...strategySpec(input.strategy, input.provider),
    ...(metrics.length > 0 && { metrics }),
    ...(webhooks.length > 0 && { webhooks }),
    ...(alerts.length > 0 && { alerts }),
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
