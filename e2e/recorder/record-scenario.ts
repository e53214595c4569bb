import type { KubeObject } from '../control-plane/kube-object';
import versions from '../../src/versions.json';
import { Answers, inputOf } from './answers';
import { MetricNames } from './metric-names';
import { CANARY, type CanaryObject, DEPLOYMENT, Observer, type Place } from './observe';
import { type Deployment, statusOf } from './readiness';
import type { Change, Scenario, TickInput, Workload } from './scenario';
import type { TickTrace, Trace } from './trace';

const FLAGGER = versions.modules['github.com/fluxcd/flagger'].version;
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };

/** Longer than any recording, so that only the recorder makes Flagger tick. */
const INTERVALS = ['600s', '601s'] as const;

/** A tick that has not been yet. */
interface ComingTick {
  readonly input: Required<TickInput>;
  /** Made before it. */
  readonly change?: Change;
}

/** The course of one scenario: what happens before a tick, what makes Flagger tick, and what it has then done. */
export class ScenarioRun {
  private readonly observer: Observer;
  private readonly names: MetricNames;
  private readonly coming: ComingTick[];
  private answers: Answers | undefined;
  private readonly recorded: TickTrace[] = [];
  /** Which generation of a Deployment has been said to be how. */
  private readonly said = new Map<string, string>();

  constructor(
    private readonly scenario: Scenario,
    private readonly place: Place,
  ) {
    this.observer = new Observer(place);
    this.names = new MetricNames(scenario.objects ?? []);
    this.coming = scenario.ticks.flatMap((tick) => {
      const input = inputOf(tick, scenario.defaults ?? {});
      const rest = Array.from({ length: (tick.repeat ?? 1) - 1 }, () => ({ input }));
      return [{ input, ...(tick.change && { change: tick.change }) }, ...rest];
    });
  }

  /** Of the ticks that have been. */
  get trace(): Trace {
    return { flagger: FLAGGER, scenario: this.place.namespace, ticks: this.recorded };
  }

  /** Whether all its ticks have been. */
  get isOver(): boolean {
    return this.coming.length === 0;
  }

  /** The next tick, for messages. */
  get next(): string {
    return `tick ${this.recorded.length + 1} of ${this.place.namespace}`;
  }

  /** What is there before the Canary. */
  async prepare(): Promise<void> {
    const { kube, namespace } = this.place;
    // Nobody here removes namespaces, so a second recording would find what the first has left.
    if ((await kube.get(NAMESPACE, { name: namespace })) !== undefined)
      throw new Error(`scenario ${namespace} must be recorded once, got a second time; rename one of its files`);
    await kube.apply({ ...NAMESPACE, metadata: { name: namespace } });
    for (const workload of this.scenario.workloads ?? []) await this.apply(deployment(workload));
    for (const object of this.scenario.objects ?? []) await this.apply(object);
  }

  /** Makes what changes before the next tick. @returns who answers during it. */
  async begin(): Promise<Answers> {
    const tick = this.coming.shift();
    if (tick === undefined) throw new Error(`${this.next} must be in the scenario, got none`);
    if (tick.change !== undefined) await this.change(tick.change);
    await this.makeReady(tick.input);
    const spec = (await this.canary())?.spec ?? this.scenario.canary.spec;
    this.answers = new Answers(this.place.namespace, tick.input, spec, this.names);
    return this.answers;
  }

  /** Flagger starts a job that ticks at once for a new Canary, and for one whose interval has changed. */
  async force(): Promise<void> {
    const { kube, namespace, name } = this.place;
    const interval = INTERVALS[this.recorded.length % 2];
    if (this.recorded.length === 0) {
      const { spec } = this.scenario.canary;
      const analysis = { ...spec.analysis, interval };
      await this.apply({ ...CANARY, metadata: { name }, spec: { ...spec, analysis } } as KubeObject);
    } else {
      await kube.merge(CANARY, { namespace, name }, { spec: { analysis: { interval } } });
    }
  }

  /** Records what the tick has left. */
  async finish(): Promise<void> {
    const { missing = [], events = [], hooks = [], queries = [] } = this.answers ?? {};
    if (missing.length > 0) throw new Error(`${this.next}: ${missing.join('; ')}`);
    const { traffic, target, primary, services, ...status } = await this.observer.observe();
    const tick = this.recorded.length + 1;
    this.recorded.push({ tick, ...status, events, hooks, queries, traffic, target, primary, services });
  }

  /** Takes the Canary away, so that Flagger has nothing to do but the next scenario. */
  async end(): Promise<void> {
    const { kube, namespace, name } = this.place;
    if ((await this.canary()) !== undefined) await kube.delete(CANARY, { namespace, name });
  }

  private async makeReady({ readiness = {} }: TickInput): Promise<void> {
    const { kube, namespace } = this.place;
    const target = this.scenario.canary.spec.targetRef.name;
    for (const [name, wanted] of [
      [target, readiness.target ?? 'ready'],
      [`${target}-primary`, readiness.primary ?? 'ready'],
    ] as const) {
      const found = await kube.get<Deployment>(DEPLOYMENT, { namespace, name });
      if (found === undefined) continue;
      const saying = JSON.stringify([found.metadata.generation, wanted]);
      if (this.said.get(name) === saying) continue;
      await kube.merge(DEPLOYMENT, { namespace, name }, { status: statusOf(found, wanted) }, 'status');
      this.said.set(name, saying);
    }
  }

  private async change({ revision, target, canary, objects = [] }: Change): Promise<void> {
    const { kube, namespace, name } = this.place;
    const deployment = { namespace, name: this.scenario.canary.spec.targetRef.name };
    if (revision !== undefined) await kube.merge(DEPLOYMENT, deployment, { spec: { template: revisionOf(revision) } });
    if (target !== undefined) await kube.merge(DEPLOYMENT, deployment, target);
    for (const object of objects) await this.apply(object);
    if (canary !== undefined) await kube.merge(CANARY, { namespace, name }, { spec: canary });
  }

  private canary(): Promise<CanaryObject | undefined> {
    const { kube, namespace, name } = this.place;
    return kube.get<CanaryObject>(CANARY, { namespace, name });
  }

  private async apply(object: KubeObject): Promise<void> {
    const { kube, namespace } = this.place;
    await kube.apply({ ...object, metadata: { ...object.metadata, namespace } });
  }
}

function deployment({ name, replicas = 2 }: Workload): KubeObject {
  const labels = { app: name };
  const containers = [{ name, image: `${name}.test/${name}`, ports: [{ name: 'http', containerPort: 9898 }] }];
  const template = { metadata: { labels, ...revisionOf(1).metadata }, spec: { containers } };
  const spec = { replicas, selector: { matchLabels: labels }, template };
  return { ...DEPLOYMENT, metadata: { name }, spec } as KubeObject;
}

function revisionOf(revision: number): { readonly metadata: object } {
  return { metadata: { annotations: { revision: String(revision) } } };
}
