import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import type { TrafficProvider } from '../traffic/traffic-provider';
import { checkMatches } from './match-check';
import { checkMirror } from './mirror-check';
import { checkSessionAffinity } from './session-affinity-check';
import type { Strategy, SteppedCanary, WeightedCanary } from './strategy';

/** Names a field of the strategy in messages: a prop, or a place in a release file. */
export type FieldName = (field: string) => string;

/**
 * Checks a strategy against what Flagger does with it, whatever the provider.
 *
 * @param strategy the strategy, release data included.
 * @param nameOf where a field's value comes from, for messages.
 */
export function checkStrategy(strategy: Strategy, nameOf: FieldName): Problem[] {
  if (strategy.kind !== 'canary') return checkInteger(nameOf('iterations'), strategy.iterations, 1);
  const promotion =
    strategy.stepWeightPromotion === undefined
      ? []
      : checkInteger(nameOf('stepWeightPromotion'), strategy.stepWeightPromotion, 1, 100);
  const steps = 'stepWeights' in strategy ? checkSteps(strategy, nameOf) : checkStep(strategy, nameOf);
  return [...steps, ...promotion];
}

/**
 * Checks that a provider can carry out a strategy. Flagger itself does not: it ignores what the router cannot do, or
 * never gets past the first step.
 *
 * @param strategy the strategy.
 * @param provider the provider.
 */
export function checkStrategyOnProvider(strategy: Strategy, provider: TrafficProvider): Problem[] {
  const { capabilities } = provider;
  const problems: Problem[] = [];
  if (strategy.kind === 'canary' && !capabilities.weights) {
    problems.push(unsupported(provider, strategy.kind, 'use blueGreen(…), or a provider that splits by weight'));
  }
  if (strategy.kind !== 'ab-test') {
    problems.push(...checkMirror(strategy, provider));
    if (strategy.kind === 'canary') problems.push(...checkSessionAffinity(strategy, provider));
    return problems;
  }
  if (capabilities.match === undefined) {
    const other = 'all traffic would go to the canary: use linkerd(), istio(), gatewayApi(…) or nginx()';
    return [unsupported(provider, strategy.kind, capabilities.matchRemedy ?? other)];
  }
  return checkMatches(strategy.match, capabilities.match, provider.provider);
}

function checkStep(strategy: WeightedCanary, nameOf: FieldName): Problem[] {
  const { stepWeight, maxWeight = 100 } = strategy;
  const wrongMax = checkInteger(nameOf('maxWeight'), maxWeight, 1, 100);
  const wrongStep = checkInteger(nameOf('stepWeight'), stepWeight, 1, 100);
  if (wrongMax.length > 0) return [...wrongMax, ...wrongStep];
  // The number that is named must not be the next mistake.
  const remedy = `for example ${divisorNear(stepWeight, maxWeight)}`;
  if (wrongStep.length > 0) return wrongStep.map((problem) => ({ ...problem, remedy }));
  if (maxWeight % stepWeight === 0) return [];
  const reached = Math.min(100, Math.ceil(maxWeight / stepWeight) * stepWeight);
  return [
    {
      prop: nameOf('stepWeight'),
      must: `divide maxWeight ${maxWeight}`,
      got: stepWeight,
      remedy: `the canary would reach ${reached} percent: choose a divisor, or name the steps with stepWeights`,
    },
  ];
}

function divisorNear(wanted: number, whole: number): number {
  const divisors = Array.from({ length: whole }, (_, index) => index + 1).filter((number) => whole % number === 0);
  return divisors.reduce((near, number) => (Math.abs(number - wanted) < Math.abs(near - wanted) ? number : near));
}

function checkSteps(strategy: SteppedCanary, nameOf: FieldName): Problem[] {
  const { stepWeights } = strategy;
  const isList = Array.isArray(stepWeights);
  const inRange = isList && stepWeights.every((weight) => Number.isInteger(weight) && weight >= 1 && weight <= 100);
  const rising = isList && stepWeights.every((weight, index) => index === 0 || weight > (stepWeights[index - 1] ?? 0));
  if (inRange && rising && stepWeights.length > 0) return [];
  return [
    {
      prop: nameOf('stepWeights'),
      must: 'be whole percents from 1 to 100, each greater than the one before',
      got: stepWeights,
      remedy: 'Flagger would stop at a repeated or smaller step: write them like [5, 25, 50]',
    },
  ];
}

function unsupported(provider: TrafficProvider, kind: Strategy['kind'], remedy: string): Problem {
  return { prop: 'strategy', must: `be one that ${provider.provider} can carry out`, got: kind, remedy };
}
