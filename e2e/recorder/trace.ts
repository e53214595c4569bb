/** What Flagger did in a scenario. Deterministic: no times, no random names, keys in the order of these types. */
export interface Trace {
  readonly flagger: string;
  readonly scenario: string;
  readonly ticks: readonly TickTrace[];
}

/** What Flagger did in one tick, and what is there afterwards. */
export interface TickTrace {
  /** From 1. */
  readonly tick: number;
  /** `status.phase` of the Canary, as are the next three. */
  readonly phase: string;
  readonly canaryWeight: number;
  readonly iterations: number;
  readonly failedChecks: number;
  /** Numbers the target's pod templates in the order in which Flagger has applied them; null for none. */
  readonly lastAppliedSpec: number | null;
  readonly lastPromotedSpec: number | null;
  /** As the event webhook was told, in order. */
  readonly events: readonly EventTrace[];
  /** Calls of the Canary's webhooks, in order. */
  readonly hooks: readonly HookTrace[];
  /** Queries to Prometheus, in order. */
  readonly queries: readonly string[];
  /** What the traffic object says, or null where there is none. */
  readonly traffic: object | null;
  /** The target and its primary, or null where there is none. */
  readonly target: DeploymentTrace | null;
  readonly primary: DeploymentTrace | null;
  /** Selectors of the Services that Flagger keeps, by name. */
  readonly services: Readonly<Record<string, Readonly<Record<string, string>> | null>>;
}

/** What is wanted of a Deployment. */
export interface DeploymentTrace {
  readonly replicas: number;
  /** Of the pod template. */
  readonly revision: number;
}

/** An event of Flagger. */
export interface EventTrace {
  readonly type: string;
  readonly phase: string;
  readonly message: string;
}

/** A call of a webhook. */
export interface HookTrace {
  readonly name: string;
  /** The phase that Flagger told. */
  readonly phase: string;
  readonly status: number;
}

/** The file of a trace. */
export function traceText(trace: Trace): string {
  return `${JSON.stringify(trace, undefined, 2)}\n`;
}
