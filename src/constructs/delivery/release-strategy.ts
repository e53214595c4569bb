import type { Problem } from '../../model/problem';
import type { CanaryRelease } from '../../releases/app-release';
import type { Strategy, SteppedCanary, WeightedCanary } from './strategy';
import type { FieldName } from './strategy-check';

/** The fields of release data that belong to a strategy. */
const STRATEGY_FIELDS = ['stepWeight', 'stepWeights', 'maxWeight', 'stepWeightPromotion', 'iterations'] as const;

type StrategyField = (typeof STRATEGY_FIELDS)[number];

/** A strategy with release data laid over it, and the data that does not fit it. */
export interface ReleasedStrategy {
  /** The strategy that counts. */
  readonly strategy: Strategy;
  /** The data that says something this strategy has no use for. */
  readonly problems: readonly Problem[];
}

/**
 * Lays release data over a strategy. The data may change its numbers, and steps of one kind into steps of the other, but
 * not the kind of the strategy.
 *
 * @param strategy the strategy of the code.
 * @param data the app's `canary` entry in the release file.
 * @param where names the place of a field in that file.
 */
export function withReleaseData(strategy: Strategy, data: CanaryRelease, where: FieldName): ReleasedStrategy {
  const given = STRATEGY_FIELDS.filter((field) => data[field] !== undefined);
  const unfit = given.filter((field) => !fits(field, strategy, data));
  const problems = unfit.map((field): Problem => {
    const got = data[field];
    return {
      prop: where(field),
      must: `fit the strategy ${strategy.kind}`,
      got,
      remedy: remedyFor(field, strategy, data),
    };
  });
  return { strategy: laidOver(strategy, data), problems };
}

function fits(field: StrategyField, strategy: Strategy, data: CanaryRelease): boolean {
  if (strategy.kind !== 'canary') return field === 'iterations';
  if (field === 'iterations') return false;
  const hasSteps = data.stepWeights !== undefined;
  if (field === 'stepWeight') return !hasSteps;
  if (field === 'maxWeight') return !hasSteps && (data.stepWeight !== undefined || 'stepWeight' in strategy);
  return true;
}

function remedyFor(field: StrategyField, strategy: Strategy, data: CanaryRelease): string {
  if (strategy.kind !== 'canary') return 'remove it, or tune iterations';
  if (field === 'iterations') return 'remove it, or tune stepWeight and maxWeight';
  return data.stepWeights !== undefined
    ? 'stepWeights says it all: remove one of them'
    : 'the code names stepWeights: give stepWeight too, or give stepWeights instead';
}

function laidOver(strategy: Strategy, data: CanaryRelease): Strategy {
  if (strategy.kind !== 'canary') return { ...strategy, iterations: data.iterations ?? strategy.iterations };
  const { mirror, mirrorWeight, sessionAffinity } = strategy;
  const stepWeightPromotion = data.stepWeightPromotion ?? strategy.stepWeightPromotion;
  const rest = {
    kind: strategy.kind,
    ...(stepWeightPromotion !== undefined && { stepWeightPromotion }),
    ...(mirror !== undefined && { mirror }),
    ...(mirrorWeight !== undefined && { mirrorWeight }),
    ...(sessionAffinity !== undefined && { sessionAffinity }),
  };
  return { ...rest, ...steps(strategy, data) };
}

type Steps = Pick<WeightedCanary, 'stepWeight' | 'maxWeight'> | Pick<SteppedCanary, 'stepWeights'>;

function steps(strategy: WeightedCanary | SteppedCanary, data: CanaryRelease): Steps {
  if (data.stepWeights !== undefined) return { stepWeights: data.stepWeights };
  if ('stepWeights' in strategy && data.stepWeight === undefined) return { stepWeights: strategy.stepWeights };
  const inCode = 'stepWeight' in strategy ? strategy : undefined;
  const stepWeight = data.stepWeight ?? inCode?.stepWeight ?? Number.NaN;
  const maxWeight = data.maxWeight ?? inCode?.maxWeight;
  return { stepWeight, ...(maxWeight !== undefined && { maxWeight }) };
}
