import * as fc from 'fast-check';
import { header } from '../../../src/constructs/delivery/request-match';
import { abTest, blueGreen, canary } from '../../../src/constructs/delivery/strategy';
import { canaryProblems } from './fixture';

describe('steps of a canary', () => {
  test('that overshoot the greatest share are refused with the share they would reach', () => {
    expect(canaryProblems(canary({ stepWeight: 20, maxWeight: 50 }))).toStrictEqual([
      'strategy.stepWeight must divide maxWeight 50, got 20; the canary would reach 60 percent: choose a divisor, or name the steps with stepWeights',
    ]);
  });

  test('that never end are refused', () => {
    expect(canaryProblems(canary({ stepWeight: 0, maxWeight: 101 }))).toStrictEqual([
      'strategy.maxWeight must be a whole number from 1 to 100, got 101; for example 100',
      'strategy.stepWeight must be a whole number from 1 to 100, got 0; for example 1',
    ]);
    expect(canaryProblems(canary({ stepWeights: [10, 10] }))).toStrictEqual([
      'strategy.stepWeights must be whole percents from 1 to 100, each greater than the one before, got [10,10]; Flagger would stop at a repeated or smaller step: write them like [5, 25, 50]',
    ]);
    expect(canaryProblems(canary({ stepWeight: 10, maxWeight: 50, stepWeightPromotion: -1 }))).toStrictEqual([
      'strategy.stepWeightPromotion must be a whole number from 1 to 100, got -1; for example 1',
    ]);
  });

  test('that are fractions or not numbers are refused: one such Canary stops Flagger for all', () => {
    expect(canaryProblems(canary({ stepWeight: 2.5, maxWeight: 50 }))).toStrictEqual([
      'strategy.stepWeight must be a whole number from 1 to 100, got 2.5; for example 2',
    ]);
    expect(canaryProblems(canary({ stepWeight: Number.NaN, maxWeight: 50 }))).toHaveLength(1);
    expect(canaryProblems(blueGreen({ iterations: 2 ** 31 }))).toHaveLength(1);
  });

  test('are accepted exactly when they land on the greatest share', () => {
    const percent = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(percent, percent, (stepWeight, maxWeight) => {
        const accepted = canaryProblems(canary({ stepWeight, maxWeight })).length === 0;
        let weight = 0;
        while (weight < maxWeight) weight += stepWeight;
        expect(accepted).toBe(weight === maxWeight);
      }),
    );
  });
});

describe('iterations', () => {
  test('are at least one', () => {
    expect(canaryProblems(blueGreen({ iterations: 0 }))).toStrictEqual([
      'strategy.iterations must be a whole number of at least 1, got 0; for example 1',
    ]);
  });
});

describe('what does not type-check is refused at run time, too, where it gets that far', () => {
  const match = [header('x-user').exact('insider')] as const;

  test('both kinds of steps', () => {
    // @ts-expect-error Flagger's schema refuses both
    canary({ stepWeight: 10, stepWeights: [5, 50] });
    // @ts-expect-error the last of stepWeights is the greatest share; Flagger ignores maxWeight
    canary({ stepWeights: [5, 50], maxWeight: 50 });
    // @ts-expect-error without steps Flagger never starts
    expect(canaryProblems(canary({ stepWeights: [] }))).toHaveLength(1);
    // @ts-expect-error without steps Flagger never starts
    expect(canaryProblems(canary({ maxWeight: 50 }))).toHaveLength(1);
  });

  test('iterations on a canary, steps on the others', () => {
    // @ts-expect-error iterations make it a blue/green rollout
    canary({ stepWeight: 10, iterations: 10 });
    // @ts-expect-error Flagger's schema refuses both
    blueGreen({ iterations: 10, stepWeight: 10 });
    // @ts-expect-error without iterations a match is weighted
    expect(canaryProblems(abTest({ match: [...match] }))).toHaveLength(1);
  });

  test('an A/B test without a match, and a match without an A/B test', () => {
    // @ts-expect-error all traffic would go to the canary
    expect(canaryProblems(abTest({ iterations: 10, match: [] }))).toStrictEqual([
      "strategy.match must name at least one match, got []; add header('x-user').exact('insider')",
    ]);
    // @ts-expect-error only an A/B test tells requests apart
    blueGreen({ iterations: 10, match: [...match] });
    // @ts-expect-error an A/B test is not mirrored
    abTest({ iterations: 10, match: [...match], mirror: true });
    // @ts-expect-error a header is compared with a value
    abTest({ iterations: 10, match: [header('x-user')] });
  });
});
