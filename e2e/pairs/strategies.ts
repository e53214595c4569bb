import { abTests } from './ab-tests';
import { blueGreen, canary, type Strategy } from '../../src/constructs/delivery/strategy';
import type { RouteMatches } from './route-matches';

/** A strategy that is tried on every provider. */
export interface StrategyRow {
  /** Short; part of the namespace's name. */
  readonly id: string;
  /** As people write it. */
  readonly title: string;
  readonly strategy: Strategy;
  /** The requests of an A/B test, as each router must be told of them. */
  readonly matches?: RouteMatches;
}

const affinity = { cookieName: 'shop-canary' };

export const strategies: readonly StrategyRow[] = [
  {
    id: 'steps',
    title: 'canary({ stepWeight: 25, maxWeight: 50 })',
    strategy: canary({ stepWeight: 25, maxWeight: 50 }),
  },
  { id: 'to-100', title: 'canary({ stepWeight: 50 })', strategy: canary({ stepWeight: 50 }) },
  {
    id: 'step-weights',
    title: 'canary({ stepWeights: [5, 30, 60] })',
    strategy: canary({ stepWeights: [5, 30, 60] }),
  },
  {
    id: 'promotion-steps',
    title: 'canary({ …, stepWeightPromotion: 20 })',
    strategy: canary({ stepWeight: 25, maxWeight: 50, stepWeightPromotion: 20 }),
  },
  {
    id: 'canary-mirror',
    title: 'canary({ …, mirror })',
    strategy: canary({ stepWeight: 25, maxWeight: 50, mirror: true }),
  },
  {
    id: 'canary-mirror-weight',
    title: 'canary({ stepWeights, mirror, mirrorWeight: 40 })',
    strategy: canary({ stepWeights: [20, 60], mirror: true, mirrorWeight: 40 }),
  },
  {
    id: 'affinity',
    title: 'canary({ …, sessionAffinity })',
    strategy: canary({ stepWeight: 25, maxWeight: 50, sessionAffinity: affinity }),
  },
  {
    id: 'affinity-promotion',
    title: 'canary({ stepWeights, stepWeightPromotion, sessionAffinity })',
    strategy: canary({ stepWeights: [5, 60], stepWeightPromotion: 30, sessionAffinity: affinity }),
  },
  {
    id: 'affinity-primary',
    title: 'canary({ …, sessionAffinity: { primaryCookieName } })',
    strategy: canary({
      stepWeight: 25,
      maxWeight: 50,
      sessionAffinity: { ...affinity, primaryCookieName: 'shop-primary' },
    }),
  },
  { id: 'blue-green', title: 'blueGreen({ iterations: 2 })', strategy: blueGreen({ iterations: 2 }) },
  {
    id: 'blue-green-mirror',
    title: 'blueGreen({ …, mirror })',
    strategy: blueGreen({ iterations: 2, mirror: true }),
  },
  {
    id: 'blue-green-mirror-weight',
    title: 'blueGreen({ …, mirror, mirrorWeight: 40 })',
    strategy: blueGreen({ iterations: 2, mirror: true, mirrorWeight: 40 }),
  },
  ...abTests,
];
