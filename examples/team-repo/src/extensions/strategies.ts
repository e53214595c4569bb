import { canary, type Strategy } from 'cdk8s-progressive-delivery';

/** One request of a hundred first, then slowly more: for what must not fail. */
export function gentle(): Strategy {
  return canary({ stepWeights: [1, 5, 10, 25, 50], stepWeightPromotion: 50 });
}

/** Two steps, for what can be looked at in an hour. */
export function swift(): Strategy {
  return canary({ stepWeight: 25, maxWeight: 50 });
}
