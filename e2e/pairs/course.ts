import type { Strategy } from '../../src/constructs/delivery/strategy';

/** What must be true after one tick of Flagger, whatever the provider. */
export interface Step {
  readonly phase: 'Progressing' | 'Promoting' | 'Finalising' | 'Succeeded' | 'Failed';
  /** Percent of the requests that go to the canary: of all, or of those that an A/B test is about. */
  readonly share: number;
  /** Whether requests are copied to the canary. @default false */
  readonly mirrored?: boolean;
  /** Whether the metrics were asked, and with what result. @default - not asked */
  readonly checks?: 'passed' | 'failed';
  /** The version that serves users. */
  readonly primary: 'old' | 'new';
  /** Whether the target still has Pods. */
  readonly target: 'up' | 'down';
}

/** Failed checks before a rollback; all Canaries have the same. */
export const THRESHOLD = 2;

const RUNNING = { phase: 'Progressing', primary: 'old', target: 'up' } as const;
const DETECTED: Step = { ...RUNNING, share: 0 };

/** From a new version to its promotion, all checks being good. */
export function promotion(strategy: Strategy): readonly Step[] {
  const tested = analysis(strategy);
  const share = tested.at(-1)?.share ?? 0;
  const promoting = { phase: 'Promoting', primary: 'new', target: 'up' } as const;
  return [
    DETECTED,
    ...tested,
    { ...promoting, share, checks: 'passed' },
    ...sharesWhilePromoting(strategy, share).map((left): Step => ({ ...promoting, share: left })),
    { ...promoting, phase: 'Finalising', share: 0 },
    { phase: 'Succeeded', share: 0, primary: 'new', target: 'down' },
  ];
}

/** From a new version to its rollback, no check being good: the first step needs none. */
export function rollback(strategy: Strategy): readonly Step[] {
  const [first = DETECTED] = analysis(strategy);
  const failed = Array.from({ length: THRESHOLD }, (): Step => ({ ...first, checks: 'failed' }));
  return [DETECTED, first, ...failed, { phase: 'Failed', share: 0, primary: 'old', target: 'down' }];
}

/** The steps of the analysis, each after the checks of the one before. */
function analysis(strategy: Strategy): Step[] {
  return stepsOf(strategy).map((step, index) => ({ ...RUNNING, ...step, ...(index > 0 && { checks: 'passed' }) }));
}

function stepsOf(strategy: Strategy): Pick<Step, 'share' | 'mirrored'>[] {
  switch (strategy.kind) {
    case 'canary': {
      const mirrored = strategy.mirror === true ? [{ share: 0, mirrored: true }] : [];
      return [...mirrored, ...sharesOf(strategy).map((share) => ({ share }))];
    }
    case 'blue-green': {
      const test = { share: 0, ...(strategy.mirror === true && { mirrored: true }) };
      return [...Array.from({ length: strategy.iterations }, () => test), { share: 100 }];
    }
    case 'ab-test':
      return Array.from({ length: strategy.iterations }, () => ({ share: 100 }));
  }
}

function sharesOf(strategy: Extract<Strategy, { kind: 'canary' }>): readonly number[] {
  if ('stepWeights' in strategy) return strategy.stepWeights;
  const { stepWeight, maxWeight = 100 } = strategy;
  return Array.from({ length: maxWeight / stepWeight }, (_, index) => (index + 1) * stepWeight);
}

/** What the canary still gets between its greatest share and none. */
function sharesWhilePromoting(strategy: Strategy, from: number): number[] {
  const step = strategy.kind === 'canary' ? (strategy.stepWeightPromotion ?? from) : from;
  return Array.from({ length: Math.ceil(from / step) - 1 }, (_, index) => from - (index + 1) * step);
}
