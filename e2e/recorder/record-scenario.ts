import { type KubeObject } from '../control-plane/kube-object';
import { Answers, inputOf } from './answers';
import { MetricNames } from './metric-names';
import { CANARY, type CanaryObject, DEPLOYMENT, Observer, type Place } from './observe';
import { type Deployment, statusOf } from './readiness';
import type { RecorderFlagger } from './recorder-flagger';
import type { Change, Scenario, Tick, TickInput, Workload } from './scenario';
import type { TickTrace } from './trace';

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };

/** Longer than any recording, so that only the recorder makes Flagger tick. */
const INTERVALS = ['600s', '601s'] as const;

/** Drives Flagger through a scenario, tick by tick. */
export class ScenarioRun {
  private readonly observer: Observer;
  private readonly names: MetricNames;
  private ticks = 0;

  constructor(
    private readonly scenario: Scenario,
    private readonly place: Place,
    private readonly flagger: RecorderFlagger,
  ) {
    this.observer = new Observer(place);
    this.names = new MetricNames(scenario.objects ?? []);
  }

  /** What is there before the Canary. */
  async prepare(): Promise<void> {
    const { kube, namespace } = this.place;
    // Nobody here removes namespaces, so a second recording would find what the first has left.
    if ((await kube.get(NAMESPACE, { name: namespace })) !== undefined)
      throw new Error(`scenario ${namespace} must be recorded once, got a second time; rename one of its files`);
    await kube.apply({ ...NAMESPACE, metadata: { name: namespace } });
    for (const workload of this.scenario.workloads) await this.apply(deployment(workload));
    for (const object of this.scenario.objects ?? []) await this.apply(object);
  }

  async *record(): AsyncGenerator<TickTrace> {
    for (const tick of this.scenario.ticks) {
      if (tick.change !== undefined) await this.change(tick.change);
      for (let time = 0; time < (tick.repeat ?? 1); time += 1) yield await this.tick(tick);
    }
  }

  /** Takes the Canary away, so that Flagger has nothing to do but the next scenario. */
  async end(): Promise<void> {
    const { kube, namespace, name } = this.place;
    if ((await this.canary()) === undefined) return;
    await kube.delete(CANARY, { namespace, name });
    await this.flagger.jobs.untilNone();
  }

  private async tick(tick: Tick): Promise<TickTrace> {
    this.ticks += 1;
    const { defaults = {}, canary } = this.scenario;
    const input = inputOf(tick, defaults);
    await this.makeReady(input);
    const answers = new Answers(input, (await this.canary())?.spec ?? canary.spec, this.names);
    this.flagger.outside.caller = answers;
    const what = `tick ${this.ticks} of ${this.place.namespace}`;
    await this.flagger.jobs.untilTicked(what, () => this.forceTick());
    if (answers.missing.length > 0) throw new Error(`${what}: ${answers.missing.join('; ')}`);
    const { events, hooks, queries } = answers;
    const { traffic, target, primary, services, ...status } = await this.observer.observe();
    return { tick: this.ticks, ...status, events, hooks, queries, traffic, target, primary, services };
  }

  /** Flagger starts a job that ticks at once for a new Canary, and for one whose interval has changed. */
  private async forceTick(): Promise<void> {
    const { kube, namespace, name } = this.place;
    const interval = INTERVALS[this.ticks % 2];
    if ((await this.canary()) === undefined) {
      const { spec } = this.scenario.canary;
      const analysis = { ...spec.analysis, interval };
      await this.apply({ ...CANARY, metadata: { name }, spec: { ...spec, analysis } } as KubeObject);
    } else {
      await kube.merge(CANARY, { namespace, name }, { spec: { analysis: { interval } } });
    }
  }

  private async makeReady({ readiness = {} }: TickInput): Promise<void> {
    const { kube, namespace } = this.place;
    const target = this.scenario.canary.spec.targetRef.name;
    for (const [name, wanted] of [
      [target, readiness.target ?? 'ready'],
      [`${target}-primary`, readiness.primary ?? 'ready'],
    ] as const) {
      const found = await kube.get<Deployment>(DEPLOYMENT, { namespace, name });
      if (found !== undefined)
        await kube.merge(DEPLOYMENT, { namespace, name }, { status: statusOf(found, wanted) }, 'status');
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
