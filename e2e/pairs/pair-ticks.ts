import { PROBE } from '../recorder/outside';
import type { TickTrace } from '../recorder/trace';
import { promotion, rollback, type Step } from './course';
import { expectedTraffic } from './expected-traffic';
import type { Pair } from './pair';

/** What a pair is judged by after one tick. */
interface PairTick {
  readonly phase: string;
  readonly traffic: object | null;
  /** Those of checks. */
  readonly queries: readonly string[];
  /** The version that serves users. */
  readonly primary: number | null;
  /** The version that is tested; null without Pods. */
  readonly target: number | null;
}

/** What a tick has been. */
export function pairTick({ phase, traffic, queries, primary, target }: TickTrace): PairTick {
  return {
    phase,
    traffic,
    queries: queries.filter((query) => query !== PROBE).map((query) => query.replaceAll(/\s+/g, ' ').trim()),
    primary: primary?.revision ?? null,
    target: target === null || target.replicas === 0 ? null : target.revision,
  };
}

/** What the ticks of a pair must be, by what they are for. */
export function expectedTicks(pair: Pair): Record<'bootstrap' | 'promotion' | 'rollback', PairTick[]> {
  const { row, column } = pair;
  const promoted = promotion(row.strategy);
  const idle = expectedTraffic(column.traffic, row, { share: 0, hadShare: false });
  return {
    bootstrap: [
      { phase: 'Initializing', traffic: null, queries: [], primary: 1, target: 1 },
      { phase: 'Initialized', traffic: idle, queries: [], primary: 1, target: null },
    ],
    promotion: ticksOf(pair, promoted, [], { old: 1, new: 2 }),
    rollback: ticksOf(pair, rollback(row.strategy), promoted, { old: 2, new: 3 }),
  };
}

function ticksOf(
  { row, column, namespace }: Pair,
  steps: readonly Step[],
  earlier: readonly Step[],
  versions: Readonly<Record<Step['primary'], number>>,
): PairTick[] {
  return steps.map((step, index) => {
    const hadShare = [...earlier, ...steps.slice(0, index)].some(({ share }) => share > 0);
    const asked = column.queries(namespace);
    // The first check that fails is the last one made.
    const queries = { passed: asked, failed: asked.slice(0, 1), none: [] }[step.checks ?? 'none'];
    return {
      phase: step.phase,
      traffic: expectedTraffic(column.traffic, row, { ...step, hadShare }),
      queries: [...queries],
      primary: versions[step.primary],
      target: step.target === 'up' ? versions.new : null,
    };
  });
}
