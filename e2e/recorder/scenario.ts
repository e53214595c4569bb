import type { KubeObject } from '../control-plane/kube-object';

/** What to record: a Canary, what it needs, and what happens before and during each tick. See docs/recorder.md. */
export interface Scenario {
  readonly description: string;
  /** API groups whose CustomResourceDefinitions are needed beside Flagger's own. */
  readonly definitions?: readonly string[];
  readonly flagger?: {
    /** Flagger's `-mesh-provider`. @default 'kubernetes' */
    readonly meshProvider?: string;
  };
  /** The first is the Canary's target. @default - the target is among the objects */
  readonly workloads?: readonly [Workload, ...Workload[]];
  /** Any other objects that are there before the Canary, without namespaces. */
  readonly objects?: readonly KubeObject[];
  readonly canary: { readonly name: string; readonly spec: CanarySpec };
  /** What holds in every tick that does not say otherwise. */
  readonly defaults?: TickInput;
  readonly ticks: readonly [Tick, ...Tick[]];
}

/** A scenario with a name, which is also its namespace. */
export interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

/** A Deployment of one container, with the label `app: <name>`. */
export interface Workload {
  readonly name: string;
  /** @default 2 */
  readonly replicas?: number;
}

/** The parts of a Canary's spec that the recorder looks into; Flagger gets all of it. */
export interface CanarySpec {
  readonly provider?: string;
  readonly targetRef: { readonly name: string };
  readonly service?: { readonly name?: string };
  readonly ingressRef?: { readonly name: string };
  readonly analysis: {
    readonly metrics?: readonly CanaryMetric[];
    readonly webhooks?: readonly CanaryHook[];
  };
}

/** A metric of an analysis. */
export interface CanaryMetric {
  readonly name: string;
  readonly query?: string;
  readonly templateRef?: { readonly name: string };
}

/** A webhook of an analysis. */
interface CanaryHook {
  readonly name: string;
  readonly url: string;
}

/** How the world answers during a tick. */
export interface TickInput {
  /** By the metric's name in the Canary, or by the text of the query. */
  readonly metrics?: Readonly<Record<string, MetricAnswer>>;
  /** By the webhook's name in the Canary. */
  readonly hooks?: Readonly<Record<string, HookAnswer>>;
  readonly readiness?: { readonly target?: Readiness; readonly primary?: Readiness };
}

/** One tick of Flagger: what is changed before it, and how the world answers during it. */
interface Tick extends TickInput {
  /** Says why the tick is there. */
  readonly note?: string;
  /** How many ticks this is; the change comes before the first of them. @default 1 */
  readonly repeat?: number;
  readonly change?: Change;
}

/** What somebody changes before a tick. */
export interface Change {
  /** Puts the target's pod template to this revision; it starts with 1. */
  readonly revision?: number;
  /** Merged into the Canary's spec. */
  readonly canary?: object;
  /** Merged into the target. */
  readonly target?: object;
  /** Applied; without namespaces. */
  readonly objects?: readonly KubeObject[];
}

/** A number (or `NaN`, `+Inf`, `-Inf`), null for no values, or an answer that is not a success. */
export type MetricAnswer = number | 'NaN' | '+Inf' | '-Inf' | null | HttpAnswer;

/** A status code, with a body if it matters. */
export type HookAnswer = number | HttpAnswer;

/** An answer to an HTTP request. */
export interface HttpAnswer {
  readonly status: number;
  /** @default '' */
  readonly body?: string;
}

/** What a Deployment's status says; see readiness.ts. */
export type Readiness =
  | 'ready'
  | 'unobserved'
  | 'updating'
  | 'terminating'
  | 'unavailable'
  | 'unavailable-past-deadline'
  | 'progress-deadline-exceeded'
  | { readonly available: number };
