import { durationSeconds } from '../../model/duration';
import { metricTerms, type MetricTerms, type TemplateLookup } from './metric-terms';
import { type Entries, entriesOf, listOf, numberOf } from '../plain-field';
import { type StrategyTerms, strategyTerms } from './strategy-terms';

/** What counts for a Canary's strictness, as Flagger reads it: with its defaults, and without what it ignores. */
export interface CanaryTerms {
  /** Whether new versions are promoted without any check; then the rest counts for nothing. */
  readonly skipAnalysis: boolean;
  /** Failed checks before Flagger rolls back. */
  readonly threshold: number;
  /** Seconds of failed checks before Flagger rolls back. */
  readonly rollbackTime: number;
  /** Percents of the pods that must be available. */
  readonly readyThresholds: Readonly<Record<'primaryReadyThreshold' | 'canaryReadyThreshold', number>>;
  /** How much traffic the new version gets when. */
  readonly strategy: StrategyTerms;
  /** The values that pass, by what is asked. */
  readonly metrics: MetricTerms;
  /** The hooks that can hold or end a rollout, as `type name`. */
  readonly hooks: readonly string[];
}

/** The hooks that cannot hold a rollout: Flagger only tells them what happened. */
const TOLD: readonly unknown[] = ['post-rollout', 'event'];

/** Flagger's, in seconds, for an interval that it cannot read, and the shortest that it takes. */
const DEFAULT_INTERVAL = 60;
const SHORTEST_INTERVAL = 10;

/**
 * Reads the terms of a Canary's manifest.
 *
 * @param manifest the Canary.
 * @param templateOf finds the templates of its metrics.
 */
export function canaryTerms(manifest: Entries, templateOf?: TemplateLookup): CanaryTerms {
  const spec = entriesOf(manifest.spec);
  const analysis = entriesOf(spec.analysis);
  const threshold = Math.max(1, numberOf(analysis.threshold, 1));
  return {
    skipAnalysis: spec.skipAnalysis === true,
    threshold,
    rollbackTime: threshold * intervalOf(analysis.interval),
    readyThresholds: {
      primaryReadyThreshold: numberOf(analysis.primaryReadyThreshold, 100),
      canaryReadyThreshold: numberOf(analysis.canaryReadyThreshold, 100),
    },
    strategy: strategyTerms(analysis),
    metrics: metricTerms(analysis, templateOf),
    hooks: hooksOf(analysis),
  };
}

function intervalOf(interval: unknown): number {
  const seconds = typeof interval === 'string' ? durationSeconds(interval) : Number.NaN;
  return Number.isNaN(seconds) ? DEFAULT_INTERVAL : Math.max(SHORTEST_INTERVAL, seconds);
}

function hooksOf({ webhooks }: Entries): readonly string[] {
  const named = listOf(webhooks).map(({ type = 'rollout', name }) => ({ type, name }));
  const holding = named.filter(({ type }) => !TOLD.includes(type));
  return [...new Set(holding.map(({ type, name }) => [type, name].join(' ')))].sort();
}
