import type { TrafficProvider } from '../traffic/traffic-provider';
import type { CanaryTarget } from './canary-target';
import type { AbTest, SteppedCanary, Strategy, WeightedCanary } from './strategy';
import type { KnativeTarget } from './target-reference';

// What goes with what, as far as types know it: `unknown`, which everything fits, or a text that nothing but itself fits, so
// that the compiler's message ends with it. What is not known at compile time is checked at synthesis.

/**
 * What must go together in the props of a Canary. The type parameters are never written: the compiler takes them from the
 * props.
 *
 * @typeParam S the strategy.
 * @typeParam P the provider.
 * @typeParam T the target.
 */
export interface CanaryParts<S extends Strategy, P extends TrafficProvider, T extends CanaryTarget> {
  /** The target. */
  readonly target: T;
  /** The strategy. */
  readonly strategy: S;
  /** The provider. */
  readonly provider?: P;
}

/**
 * What the {@link CanaryParts} ask of the props.
 *
 * @typeParam S the strategy.
 * @typeParam P the provider.
 * @typeParam T the target.
 */
export interface CanaryFit<S extends Strategy, P extends TrafficProvider, T extends CanaryTarget> {
  /** A provider that carries out the strategy and routes to the target. */
  readonly provider?: ProviderFit<P, S, T>;
  /** Services, if Flagger makes any for the target. */
  readonly service?: ServiceFit<T>;
  /** An autoscaler, if the target has replicas. */
  readonly autoscalerRef?: AutoscalerFit<T>;
}

/** Whether a provider carries out a strategy and routes to a target. */
export type ProviderFit<P extends TrafficProvider, S extends Strategy, T extends CanaryTarget> = [S] extends [AbTest]
  ? 'match' extends keyof P['capabilities']
    ? TargetFit<P, T>
    : 'a provider that tells requests apart, since all traffic would go to the canary'
  : [S] extends [WeightedCanary | SteppedCanary]
    ? P['capabilities']['weights'] extends false
      ? 'a provider that splits traffic by weight, or the strategy blueGreen(…)'
      : MirrorFit<P, S, T>
    : MirrorFit<P, S, T>;

type MirrorFit<P extends TrafficProvider, S extends Strategy, T extends CanaryTarget> = [S] extends [
  { readonly mirror: true },
]
  ? [S['kind']] extends [P['capabilities']['mirror'][number]]
    ? TargetFit<P, T>
    : 'a provider that mirrors this strategy, for example istio()'
  : TargetFit<P, T>;

type TargetFit<P extends TrafficProvider, T extends CanaryTarget> = [T['apiVersion']] extends [
  KnativeTarget['apiVersion'],
]
  ? 'knative' extends P['provider']
    ? unknown
    : 'the provider knative, which a Knative Service needs'
  : [P['provider']] extends ['knative']
    ? KnativeTarget['apiVersion'] extends T['apiVersion']
      ? unknown
      : 'any other provider: knative is for a Knative Service only'
    : [T['kind'], P['provider']] extends ['Service', 'kubernetes' | 'nginx']
      ? 'a provider that leads all requests to the primary: a Service leads to its new version at once'
      : unknown;

/** Whether a target has replicas that an autoscaler sets. */
export type AutoscalerFit<T extends CanaryTarget> = 'Deployment' extends T['kind']
  ? unknown
  : 'nothing: only a Deployment has replicas that an autoscaler sets';

/** Whether Flagger makes Services for a target. */
export type ServiceFit<T extends CanaryTarget> = [T['apiVersion']] extends [KnativeTarget['apiVersion']]
  ? 'nothing: a Knative Service has its own route'
  : unknown;
