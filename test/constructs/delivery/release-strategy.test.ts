import { Canary } from '../../../src/constructs/delivery/canary';
import { blueGreen, canary, type Strategy } from '../../../src/constructs/delivery/strategy';
import type { CanaryRelease } from '../../../src/releases/app-release';
import { analysisOf, canaryProblems, canaryProps, objectsOf, releasedTarget, shopChart } from './fixture';

const code = canary({ stepWeight: 10, maxWeight: 50 });

function analysis(strategy: Strategy, data: CanaryRelease): Record<string, unknown> {
  const chart = shopChart();
  new Canary(chart, 'rollout', canaryProps(strategy, { target: releasedTarget(data) }));
  return analysisOf(chart);
}

function problems(strategy: Strategy, data: CanaryRelease): string[] {
  return canaryProblems(strategy, { target: releasedTarget(data) });
}

describe('release data of a Canary', () => {
  test('wins over the code, number by number', () => {
    expect(analysis(code, { interval: '2m', stepWeight: 25 })).toStrictEqual({
      interval: '2m',
      threshold: 5,
      stepWeight: 25,
      maxWeight: 50,
    });
  });

  test('skips the analysis, and nothing else', () => {
    const chart = shopChart();
    new Canary(chart, 'rollout', canaryProps(code, { target: releasedTarget({ skipAnalysis: '6.9.4' }) }));
    expect(objectsOf(chart, 'Canary')[0]?.spec).toMatchObject({ skipAnalysis: true });
    expect(analysisOf(chart)).toStrictEqual(analysis(code, {}));
  });

  test('turns equal steps into steps of its own, and back', () => {
    expect(analysis(code, { stepWeights: [1, 50] })).toStrictEqual({
      interval: '1m',
      threshold: 5,
      stepWeights: [1, 50],
    });
    expect(analysis(canary({ stepWeights: [1, 50] }), { stepWeight: 5, maxWeight: 20 })).toStrictEqual({
      interval: '1m',
      threshold: 5,
      stepWeight: 5,
      maxWeight: 20,
    });
  });

  test('keeps what it does not name', () => {
    expect(
      analysis(canary({ stepWeight: 10, maxWeight: 50, stepWeightPromotion: 20 }), { maxWeight: 30 }),
    ).toStrictEqual({
      interval: '1m',
      threshold: 5,
      stepWeight: 10,
      maxWeight: 30,
      stepWeightPromotion: 20,
    });
    expect(analysis(blueGreen({ iterations: 3 }), { iterations: 8 })).toMatchObject({ iterations: 8 });
  });

  test('is blamed by file and line for a number that Flagger gets stuck on', () => {
    expect(problems(code, { stepWeight: 20, threshold: -1 })).toStrictEqual([
      'releases/dev.yaml:4 shop.backend.canary.stepWeight must divide maxWeight 50, got 20; the canary would reach 60 percent: choose a divisor, or name the steps with stepWeights',
      'releases/dev.yaml:4 shop.backend.canary.threshold must be a whole number of at least 1, got -1; for example 1',
    ]);
  });

  test('is refused where the strategy has no use for it', () => {
    expect(problems(blueGreen({ iterations: 3 }), { stepWeight: 5 })).toStrictEqual([
      'releases/dev.yaml:4 shop.backend.canary.stepWeight must fit the strategy blue-green, got 5; remove it, or tune iterations',
    ]);
    expect(problems(code, { iterations: 5 })).toStrictEqual([
      'releases/dev.yaml:4 shop.backend.canary.iterations must fit the strategy canary, got 5; remove it, or tune stepWeight and maxWeight',
    ]);
    expect(problems(code, { stepWeights: [5, 10], maxWeight: 10 })).toStrictEqual([
      'releases/dev.yaml:4 shop.backend.canary.maxWeight must fit the strategy canary, got 10; stepWeights says it all: remove one of them',
    ]);
    expect(problems(canary({ stepWeights: [5, 10] }), { maxWeight: 10 })).toStrictEqual([
      'releases/dev.yaml:4 shop.backend.canary.maxWeight must fit the strategy canary, got 10; the code names stepWeights: give stepWeight too, or give stepWeights instead',
    ]);
  });
});
