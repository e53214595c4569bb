import fc from 'fast-check';
import { type CanaryTerms, canaryTerms } from '../../../src/manifest/strictness/canary-terms';
import { violations } from '../../../src/manifest/strictness/strictness-order';
import type { StrictnessField } from '../../../src/model/strictness';

type Analysis = Readonly<Record<string, unknown>>;

const FIELDS: readonly StrictnessField[] = [
  'skipAnalysis',
  'threshold',
  'rollbackTime',
  'readyThresholds',
  'strategy',
  'metrics',
  'hooks',
];

function terms(analysis: Analysis, skipAnalysis?: boolean): CanaryTerms {
  return canaryTerms({ spec: { skipAnalysis, analysis } });
}

/** The pointers of what keeps one analysis from being as strict as another. */
function pointers(stricter: Analysis, looser: Analysis): string[] {
  return violations(terms(stricter), terms(looser)).map(({ pointer }) => pointer);
}

const bound = fc.option(fc.constantFrom(0, 99, 500), { nil: undefined });

// Few values each, so that many of three are comparable.
const strategy = fc.oneof(
  fc.record({ stepWeight: fc.constantFrom(20, 50, 100), maxWeight: fc.constantFrom(undefined, 50, 60, 100) }),
  fc.record({ stepWeights: fc.subarray([5, 10, 50, 100], { minLength: 1 }) }),
  fc.record({ iterations: fc.constantFrom(1, 5) }),
  fc.record({
    iterations: fc.constantFrom(1, 5),
    match: fc.subarray([{ headers: { a: { exact: '1' } } }, { headers: { b: { exact: '1' } } }], { minLength: 1 }),
  }),
);

const metric = fc.oneof(
  fc.record({ name: fc.constantFrom('request-success-rate', 'errors'), threshold: bound }),
  fc.record({
    name: fc.constantFrom('request-success-rate', 'errors'),
    thresholdRange: fc.record({ min: bound, max: bound }),
    templateRef: fc.constantFrom(undefined, { name: 'errors' }),
  }),
);

const hook = fc.record({ type: fc.constantFrom('rollout', 'event', 'rollback'), name: fc.constantFrom('a', 'b') });

const canary = fc
  .tuple(
    strategy,
    fc.record({
      interval: fc.constantFrom('10s', '1m', undefined),
      threshold: fc.constantFrom(1, 2, undefined),
      primaryReadyThreshold: fc.constantFrom(50, undefined),
      canaryReadyThreshold: fc.constantFrom(50, undefined),
      metrics: fc.array(metric, { maxLength: 2 }),
      webhooks: fc.array(hook, { maxLength: 2 }),
    }),
    fc.constantFrom(true, undefined),
  )
  .map(([steps, analysis, skip]) => terms({ ...steps, ...analysis }, skip));

/** What the terms of one field come to. */
function valueOf(one: CanaryTerms, field: StrictnessField): unknown {
  return field === 'metrics' ? Object.fromEntries(one.metrics) : one[field];
}

describe.each(FIELDS)('the order of %s', (field) => {
  const except = FIELDS.filter((other) => other !== field);
  const holds = (stricter: CanaryTerms, looser: CanaryTerms) => violations(stricter, looser, except).length === 0;

  test('holds between a Canary and itself', () => {
    fc.assert(
      fc.property(canary, (one) => {
        expect(holds(one, one)).toBe(true);
      }),
    );
  });

  test('holds both ways between equal ones only', () => {
    fc.assert(
      fc.property(canary, canary, (one, other) => {
        fc.pre(holds(one, other) && holds(other, one));
        expect(valueOf(one, field)).toStrictEqual(valueOf(other, field));
      }),
    );
  });

  test('carries over from one to the next', () => {
    fc.assert(
      fc.property(canary, canary, canary, (one, two, three) => {
        fc.pre(holds(one, two) && holds(two, three));
        expect(holds(one, three)).toBe(true);
      }),
    );
  });
});

test('the order of all fields carries over too, through Canaries without any check', () => {
  fc.assert(
    fc.property(canary, canary, canary, (one, two, three) => {
      fc.pre(violations(one, two).length === 0 && violations(two, three).length === 0);
      expect(violations(one, three)).toStrictEqual([]);
    }),
    { maxSkipsPerRun: 10_000 },
  );
});

describe('the share of traffic', () => {
  const base = { interval: '1m', threshold: 3 };

  test.each([
    ['smaller steps to the same share', { stepWeight: 10, maxWeight: 50 }, { stepWeight: 25, maxWeight: 50 }, true],
    ['more steps', { stepWeight: 10, maxWeight: 50 }, { stepWeight: 10, maxWeight: 30 }, true],
    ['a promotion that comes earlier', { stepWeight: 10, maxWeight: 30 }, { stepWeight: 10, maxWeight: 50 }, false],
    ['a first step that is larger', { stepWeights: [20, 30, 40, 50] }, { stepWeight: 10, maxWeight: 50 }, false],
    ['the same steps, named', { stepWeights: [10, 20, 30] }, { stepWeight: 10, maxWeight: 30 }, true],
    ['an overshoot, as Flagger does it', { stepWeight: 20, maxWeight: 50 }, { stepWeights: [20, 40, 50] }, false],
    ['more iterations', { iterations: 10 }, { iterations: 5 }, true],
    ['fewer iterations', { iterations: 5 }, { iterations: 10 }, false],
  ] as [string, Analysis, Analysis, boolean][])('%s', (_name, stricter, looser, expected) => {
    expect(pointers({ ...base, ...stricter }, { ...base, ...looser }).length === 0).toBe(expected);
  });

  test('is not comparable between strategies of different kinds, in either direction', () => {
    const steps = { ...base, stepWeight: 10 };
    const blueGreen = { ...base, iterations: 10 };
    expect(pointers(steps, blueGreen)).toStrictEqual(['/spec/analysis']);
    expect(pointers(blueGreen, steps)).toStrictEqual(['/spec/analysis']);
  });
});

test("Flagger's defaults count where a Canary says nothing", () => {
  const said = { interval: '60s', threshold: 1, canaryReadyThreshold: 100, stepWeight: 10, maxWeight: 100 };
  expect(violations(terms({ stepWeight: 10 }), terms(said))).toStrictEqual([]);
  expect(violations(terms(said), terms({ stepWeight: 10 }))).toStrictEqual([]);
});

test('an older single bound counts as the range that Flagger makes of it', () => {
  const rate = (metric: object) => ({ stepWeight: 10, metrics: [{ name: 'request-success-rate', ...metric }] });
  expect(pointers(rate({ threshold: 99 }), rate({ thresholdRange: { min: 99 } }))).toStrictEqual([]);
  expect(pointers(rate({ threshold: 98 }), rate({ thresholdRange: { min: 99 } }))).toStrictEqual([
    '/spec/analysis/metrics',
  ]);
});

test('a Canary without any check is less strict than every other, and as strict as its like', () => {
  const careless = terms({ stepWeight: 100 }, true);
  const careful = terms({ stepWeight: 1, threshold: 1 });
  expect(violations(careless, careful)).toHaveLength(1);
  expect(violations(careful, careless)).toStrictEqual([]);
  expect(violations(careless, terms({ iterations: 3 }, true))).toStrictEqual([]);
});
