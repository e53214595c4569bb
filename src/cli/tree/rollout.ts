import { entriesOf, fieldOf, listOf, numberOf, textOf } from './fields';
import type { Manifest } from './manifests';

/** How a new version takes over: what a Canary says. */
export type Rollout = RolloutCommon & (SteppedRollout | CheckedRollout | ABTestRollout);

interface RolloutCommon {
  /** Flagger's name of what shifts the traffic: `linkerd`, `gatewayapi:v1`, `nginx`. @default - Flagger's own */
  readonly provider?: string;
  /** Time between two checks. */
  readonly interval?: string;
  /** Failed checks before Flagger rolls back. */
  readonly threshold?: number;
  /** Whether requests are copied to the new version too. */
  readonly mirror?: true;
  /** Whether new versions are promoted without any check. */
  readonly skipAnalysis?: true;
  /** Whether Flagger leaves new versions alone. */
  readonly suspend?: true;
}

interface SteppedRollout {
  readonly strategy: 'canary';
  /** Percent that each step adds, up to `maxWeight`. */
  readonly stepWeight?: number;
  readonly maxWeight?: number;
  /** The share after each step, in percent. */
  readonly stepWeights?: readonly number[];
}

interface CheckedRollout {
  readonly strategy: 'blue-green';
  /** Number of checks. */
  readonly iterations: number;
}

interface ABTestRollout {
  readonly strategy: 'ab-test';
  /** Number of checks. */
  readonly iterations: number;
  /** The requests that go to the new version, any of these: `x-user=insider`. */
  readonly match: readonly string[];
}

/** What a Canary object says about its rollout. */
export function readRollout(canary: Manifest): Rollout {
  const spec = fieldOf(canary, 'spec');
  const provider = textOf(spec, 'provider');
  const interval = textOf(spec, 'analysis', 'interval');
  const threshold = numberOf(spec, 'analysis', 'threshold');
  return {
    ...strategyOf(fieldOf(spec, 'analysis')),
    ...(interval !== undefined && { interval }),
    ...(threshold !== undefined && { threshold }),
    ...(provider !== undefined && { provider }),
    ...(fieldOf(spec, 'analysis', 'mirror') === true && { mirror: true }),
    ...(fieldOf(spec, 'skipAnalysis') === true && { skipAnalysis: true }),
    ...(fieldOf(spec, 'suspend') === true && { suspend: true }),
  };
}

/** Flagger goes by what is there: iterations first, with a match an A/B test; then stepWeight before stepWeights. */
function strategyOf(analysis: unknown): SteppedRollout | CheckedRollout | ABTestRollout {
  const iterations = numberOf(analysis, 'iterations') ?? 0;
  const match = listOf(analysis, 'match').map(matchText);
  if (iterations > 0) {
    return match.length > 0 ? { strategy: 'ab-test', iterations, match } : { strategy: 'blue-green', iterations };
  }
  const stepWeight = numberOf(analysis, 'stepWeight') ?? 0;
  if (stepWeight > 0) {
    const maxWeight = numberOf(analysis, 'maxWeight') ?? 0;
    return { strategy: 'canary', stepWeight, maxWeight: maxWeight > 0 ? maxWeight : 100 };
  }
  const stepWeights = listOf(analysis, 'stepWeights').filter((weight) => typeof weight === 'number');
  return stepWeights.length > 0 ? { strategy: 'canary', stepWeights } : { strategy: 'canary' };
}

/** One way for a request to match, all of whose conditions must hold. */
function matchText(match: unknown): string {
  const headers = entriesOf(match, 'headers').flatMap(([name, how]) => conditions(name, how));
  const parameters = entriesOf(match, 'queryParams').flatMap(([name, how]) => conditions(`?${name}`, how));
  const labels = entriesOf(match, 'sourceLabels').map(([name, value]) => `${name}=${String(value)}`);
  return [...headers, ...parameters, ...labels].join(' and ');
}

function conditions(name: string, how: unknown): string[] {
  return entriesOf(how).map(([operator, value]) => {
    const text = String(value);
    if (operator === 'prefix') return `${name}=${text}*`;
    if (operator === 'suffix') return `${name}=*${text}`;
    return operator === 'regex' ? `${name}~${text}` : `${name}=${text}`;
  });
}
