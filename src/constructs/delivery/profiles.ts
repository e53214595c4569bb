import type { AnalysisProfile } from './analysis-profile';
import { requestDuration, requestSuccessRate } from './canary-metric';
import { acceptanceTest } from './hooks/acceptance-test';
import { loadTest } from './hooks/load-test';

/**
 * Three ways to analyse a canary; one's own is one more object of this shape, or one of these with parts replaced.
 *
 * @example
 * new Environment(cloud, 'prod', {
 *   branch: 'main',
 *   profile: { ...profiles.strict, threshold: 2 },
 *   traffic: linkerd(),
 * });
 */
export const profiles: Readonly<Record<'quick' | 'steady' | 'strict', AnalysisProfile>> = {
  /** An answer within minutes, for development: a check every 10 seconds, three failures allowed. */
  quick: {
    interval: '10s',
    threshold: 3,
    metrics: [requestSuccessRate(99, '1m'), requestDuration(500, '30s')],
    webhooks: [acceptanceTest(), loadTest()],
  },
  /** A check every minute over a full minute of traffic; five failures allowed. */
  steady: {
    interval: '1m',
    threshold: 5,
    metrics: [requestSuccessRate(99, '1m'), requestDuration(500, '1m')],
    webhooks: [acceptanceTest(), loadTest()],
  },
  /** A check every two minutes with tighter bounds; the second failure rolls back. */
  strict: {
    interval: '2m',
    threshold: 2,
    metrics: [requestSuccessRate(99.9, '2m'), requestDuration(300, '2m')],
    webhooks: [acceptanceTest(), loadTest()],
  },
};
