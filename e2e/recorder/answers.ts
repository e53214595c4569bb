import type { MetricNames } from './metric-names';
import { type Caller, type HookPayload, PROBE, vector } from './outside';
import type { CanarySpec, HookAnswer, HttpAnswer, MetricAnswer, TickInput } from './scenario';
import type { EventTrace, HookTrace } from './trace';

/** Answers Flagger during one tick as the scenario says, and remembers what Flagger said. */
export class Answers implements Caller {
  readonly events: EventTrace[] = [];
  readonly hooks: HookTrace[] = [];
  readonly queries: string[] = [];
  /** What the scenario does not say. */
  readonly missing: string[] = [];

  /**
   * @param namespace of the Canary.
   * @param input of the tick, over the scenario's defaults.
   * @param spec of the Canary as it is in this tick.
   */
  constructor(
    readonly namespace: string,
    private readonly input: TickInput,
    private readonly spec: CanarySpec,
    private readonly names: MetricNames,
  ) {}

  query(query: string): HttpAnswer {
    this.queries.push(query);
    const { metrics = {} } = this.input;
    if (query === PROBE && !(PROBE in metrics)) return vector('1');
    const candidates = [query.trim(), ...this.names.of(query, this.spec.analysis.metrics ?? [])];
    const found = candidates.filter((candidate) => candidate in metrics);
    const answer = metrics[found[0] ?? ''];
    if (answer !== undefined && (found.length === 1 || found[0] === query.trim())) return metricAnswer(answer);
    return this.notSaid(
      `metrics must have one value for the query, got ${found.length === 0 ? 'none' : found.join(' and ')}: ${query}`,
    );
  }

  hook(url: string, { phase }: HookPayload): HttpAnswer {
    const hooks = (this.spec.analysis.webhooks ?? []).filter((hook) => isSameUrl(hook.url, url));
    const [hook] = hooks;
    const answer = this.input.hooks?.[hook?.name ?? ''];
    if (hook === undefined || hooks.length > 1)
      return this.notSaid(`webhooks must have one url ${url}, got ${hooks.length}`);
    if (answer === undefined) return this.notSaid(`hooks must have an answer of ${hook.name}, got none`);
    const { status, body } = hookAnswer(answer);
    this.hooks.push({ name: hook.name, phase, status });
    return { status, body };
  }

  event({ phase, metadata = {} }: HookPayload): void {
    this.events.push({ type: metadata['eventType'] ?? '', phase, message: metadata['eventMessage'] ?? '' });
  }

  private notSaid(problem: string): HttpAnswer {
    this.missing.push(problem);
    return { status: 400, body: problem };
  }
}

/** How the world answers in a tick: as it says, otherwise as the scenario's defaults say. */
export function inputOf(tick: TickInput, defaults: TickInput): Required<TickInput> {
  return {
    metrics: { ...defaults.metrics, ...tick.metrics },
    hooks: { ...defaults.hooks, ...tick.hooks },
    readiness: { ...defaults.readiness, ...tick.readiness },
  };
}

function metricAnswer(answer: MetricAnswer): HttpAnswer {
  if (answer === null) return vector(undefined);
  return typeof answer === 'object' ? answer : vector(String(answer));
}

function hookAnswer(answer: HookAnswer): HttpAnswer {
  return typeof answer === 'number' ? { status: answer } : answer;
}

function isSameUrl(one: string, other: string): boolean {
  return new URL(one).href === new URL(other).href;
}
