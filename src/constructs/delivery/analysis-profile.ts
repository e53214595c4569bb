import type { FlaggerDuration } from '../../model/duration';
import type { CanaryHook } from './load-tester-hooks';
import type { AnalysisMetric } from './query-metric';

/**
 * How carefully an environment looks before it promotes. A profile gives the numbers that a Canary's own props and the
 * environment's release data may override.
 */
export interface AnalysisProfile {
  /** Time between two steps. Flagger raises less than `10s` to `10s`. */
  readonly interval: FlaggerDuration;
  /** Failed checks, counted over the whole rollout, before Flagger rolls back. */
  readonly threshold: number;
  /** Percent of the primary's pods that must be available. @default 100 */
  readonly primaryReadyThreshold?: number;
  /** Percent of the canary's pods that must be available. @default 100 */
  readonly canaryReadyThreshold?: number;
  /**
   * Checks of every canary of the environment; a Canary's own list replaces it.
   *
   * @default - success rate of at least 99 percent over a minute, duration of at most 500 ms over 30 seconds
   */
  readonly metrics?: readonly AnalysisMetric[];
  /** Hooks of every canary of the environment; a Canary's own list replaces it. @default - none */
  readonly webhooks?: readonly CanaryHook[];
}
