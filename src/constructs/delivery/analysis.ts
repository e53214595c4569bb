import { checkFlaggerDuration, durationSeconds } from '../../model/duration';
import type { Problem } from '../../model/problem';
import type { CanaryRelease } from '../../releases/app-release';
import { checkInteger } from '../traffic/integer';
import type { AnalysisProfile } from './analysis-profile';
import { requestDuration, requestSuccessRate } from './canary-metric';
import type { CanaryHook } from './load-tester-hooks';
import type { AnalysisMetric } from './query-metric';
import type { FieldName } from './strategy-check';

/** The numbers of an analysis from all their sources, before they are rendered for Flagger. */
export interface ResolvedAnalysis {
  /** Time between two steps. */
  readonly interval: string;
  /** Failed checks before Flagger rolls back. */
  readonly threshold: number;
  /** Percents of the pods that must be available; Flagger's where there is none. */
  readonly ready: ReadyThresholds;
  /** The checks. */
  readonly metrics: readonly AnalysisMetric[];
  /** The hooks. */
  readonly webhooks: readonly CanaryHook[];
  /** What is wrong with the numbers. */
  readonly problems: readonly Problem[];
}

const READY = ['primaryReadyThreshold', 'canaryReadyThreshold'] as const;

/** How many of their pods the primary and the canary must have. */
type ReadyThresholds = Pick<AnalysisProfile, (typeof READY)[number]>;

/** Where the numbers of an analysis come from; later ones win. */
interface AnalysisSources {
  /** The environment's profile, if the Canary is in one. */
  readonly profile: AnalysisProfile | undefined;
  /** The Canary's own props. */
  readonly own: Partial<AnalysisProfile> | undefined;
  /** The app's `canary` entry in the release file, if any. */
  readonly data: CanaryRelease;
  /** Names the place of a field in that file. */
  readonly where: FieldName;
}

const DEFAULT_METRICS = [requestSuccessRate(99), requestDuration(500)];

/** Merges the sources of an analysis and checks the result. */
export function resolveAnalysis({ profile, own, data, where }: AnalysisSources): ResolvedAnalysis {
  const nameOf = (field: 'interval' | 'threshold') => {
    if (data[field] !== undefined) return where(field);
    return own?.[field] !== undefined || profile === undefined ? `analysis.${field}` : `profile.${field}`;
  };
  const interval = data.interval ?? own?.interval ?? profile?.interval;
  const threshold = data.threshold ?? own?.threshold ?? profile?.threshold;
  const ready = readyThresholds(own, profile);
  return {
    interval: interval ?? '',
    threshold: threshold ?? 0,
    ready,
    metrics: own?.metrics ?? profile?.metrics ?? DEFAULT_METRICS,
    webhooks: own?.webhooks ?? profile?.webhooks ?? [],
    problems: [
      ...(interval === undefined ? [missing('interval')] : checkInterval(nameOf('interval'), interval)),
      ...(threshold === undefined ? [missing('threshold')] : checkInteger(nameOf('threshold'), threshold, 1)),
      ...checkReady(ready, own),
    ],
  };
}

function readyThresholds(own?: ReadyThresholds, profile?: ReadyThresholds): ReadyThresholds {
  const given = READY.map((field) => [field, own?.[field] ?? profile?.[field]] as const);
  return Object.fromEntries(given.filter(([, percent]) => percent !== undefined));
}

/** Flagger takes any number: with 0 it goes on without a pod, and above 100 it waits for pods that there are not. */
function checkReady(ready: ReadyThresholds, own?: ReadyThresholds): Problem[] {
  return Object.entries(ready).flatMap(([field, percent]) => {
    const source = own?.[field as keyof ReadyThresholds] === undefined ? 'profile' : 'analysis';
    return checkInteger(`${source}.${field}`, percent, 1, 100);
  });
}

function checkInterval(prop: string, interval: string): Problem[] {
  const problems = checkFlaggerDuration(prop, interval);
  if (problems.length > 0 || durationSeconds(interval) >= 10) return problems;
  return [{ prop, must: 'be at least 10s', got: interval, remedy: 'Flagger would raise it to 10s: write "10s"' }];
}

function missing(field: string): Problem {
  return {
    prop: `analysis.${field}`,
    must: 'be given where no environment gives a profile',
    got: undefined,
    remedy: 'set it, or create the Canary below an Environment',
  };
}
