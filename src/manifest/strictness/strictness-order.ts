import type { StrictnessField } from '../../model/strictness';
import type { CanaryTerms } from './canary-terms';
import type { MetricTerm, MetricTerms } from './metric-terms';
import { shareAt, type StrategyTerms } from './strategy-terms';

/** One way in which a Canary is less strict than another. */
export interface Violation {
  /** JSON pointer to the place in both Canaries. */
  readonly pointer: string;
  /** The rule that the other's value sets, worded to follow "must". */
  readonly must: string;
  /** What the Canary that should be stricter has. */
  readonly got: unknown;
}

type Rule = (stricter: CanaryTerms, looser: CanaryTerms) => readonly Violation[];

const ANALYSIS = '/spec/analysis';

/**
 * The order of each field. All are partial orders on the terms of Canaries: each is as strict as itself, two that are as
 * strict as each other have the same terms, and strictness carries over from one to the next.
 */
const ORDERS: Readonly<Record<Exclude<StrictnessField, 'skipAnalysis'>, Rule>> = {
  threshold: (stricter, looser) => atMost('threshold', stricter.threshold, looser.threshold, 'failed checks'),
  rollbackTime: (stricter, looser) =>
    atMost('interval', stricter.rollbackTime, looser.rollbackTime, 'seconds when multiplied by the threshold'),
  readyThresholds: (stricter, looser) =>
    (['primaryReadyThreshold', 'canaryReadyThreshold'] as const).flatMap((field) =>
      atLeast(field, stricter.readyThresholds[field], looser.readyThresholds[field], 'percent'),
    ),
  strategy: (stricter, looser) => compareStrategies(stricter.strategy, looser.strategy),
  metrics: (stricter, looser) => compareMetrics(stricter.metrics, looser.metrics),
  hooks: (stricter, looser) =>
    looser.hooks
      .filter((hook) => !stricter.hooks.includes(hook))
      .map((hook) => violation('webhooks', `have the hook ${JSON.stringify(hook)}`, stricter.hooks)),
};

/**
 * What keeps a Canary from being at least as strict as another; nothing when it is.
 *
 * @param stricter the terms of the one that should be.
 * @param looser the terms of the other.
 * @param except fields that do not count.
 */
export function violations(
  stricter: CanaryTerms,
  looser: CanaryTerms,
  except: readonly StrictnessField[] = [],
): readonly Violation[] {
  if (!except.includes('skipAnalysis')) {
    // Nothing is looser than no check at all.
    if (looser.skipAnalysis) return [];
    if (stricter.skipAnalysis) return [{ pointer: '/spec/skipAnalysis', must: 'be left out or false', got: true }];
  }
  const fields = Object.keys(ORDERS) as (keyof typeof ORDERS)[];
  return fields.filter((field) => !except.includes(field)).flatMap((field) => ORDERS[field](stricter, looser));
}

function compareStrategies(stricter: StrategyTerms, looser: StrategyTerms): readonly Violation[] {
  if (stricter.kind === 'canary' && looser.kind === 'canary') return compareShares(stricter.shares, looser.shares);
  if (stricter.kind === 'blue-green' && looser.kind === 'blue-green') {
    return atLeast('iterations', stricter.iterations, looser.iterations, 'checks');
  }
  if (stricter.kind === 'ab-test' && looser.kind === 'ab-test') {
    const wider = stricter.match.filter((match) => !looser.match.includes(match));
    return [
      ...atLeast('iterations', stricter.iterations, looser.iterations, 'checks'),
      ...wider.map((match) => violation('match', `send the canary only requests of ${looser.match.join(', ')}`, match)),
    ];
  }
  return [violation('', `have the strategy ${looser.kind} to be compared`, stricter.kind)];
}

/** At no check may the canary get more traffic; the first such check is enough to say. */
function compareShares(stricter: readonly number[], looser: readonly number[]): readonly Violation[] {
  const checks = Array.from({ length: Math.max(stricter.length, looser.length) }, (_, check) => check);
  const first = checks.find((check) => shareAt(stricter, check) > shareAt(looser, check));
  if (first === undefined) return [];
  const most = `give a new version at most ${shareAt(looser, first)} percent of the traffic at check ${first + 1}`;
  return [violation('stepWeight', most, shareAt(stricter, first))];
}

function compareMetrics(stricter: MetricTerms, looser: MetricTerms): readonly Violation[] {
  return [...looser].flatMap(([key, other]) => {
    const own = stricter.get(key);
    const name = JSON.stringify(other.name);
    const bounds = JSON.stringify(boundsOf(other));
    if (own === undefined) {
      const got = [...stricter.values()].map((metric) => metric.name);
      return [violation('metrics', `have ${name} with the same query, within ${bounds}`, got)];
    }
    if (own.min >= other.min && own.max <= other.max) return [];
    return [violation('metrics', `pass ${name} only within ${bounds}`, boundsOf(own))];
  });
}

function boundsOf({ min, max }: MetricTerm) {
  return { ...(min !== -Infinity && { min }), ...(max !== Infinity && { max }) };
}

function atMost(field: string, got: number, most: number, unit: string): readonly Violation[] {
  return got <= most ? [] : [violation(field, `be at most ${most} ${unit}`, got)];
}

function atLeast(field: string, got: number, least: number, unit: string): readonly Violation[] {
  return got >= least ? [] : [violation(field, `be at least ${least} ${unit}`, got)];
}

function violation(field: string, must: string, got: unknown): Violation {
  return { pointer: field === '' ? ANALYSIS : `${ANALYSIS}/${field}`, must, got };
}
