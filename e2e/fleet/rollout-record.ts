import type { KubeObject } from '../control-plane/kube-object';
import type { KubeName } from '../control-plane/kube';
import { until } from '../control-plane/wait';
import type { FlaggerEvent } from './flagger';
import type { FleetCluster } from './fleet-cluster';

/** The shares of a rollout's two versions, in percent. */
export interface Weights {
  readonly primary: number;
  readonly canary: number;
}

interface TrafficSplit extends KubeObject {
  readonly spec: { readonly backends: readonly { readonly service: string; readonly weight: number | string }[] };
}

interface CanaryObject extends KubeObject {
  readonly status?: { readonly phase?: string };
}

const TRAFFIC_SPLIT = { apiVersion: 'split.smi-spec.io/v1alpha2', kind: 'TrafficSplit' };
const CANARY = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' };

/** Watches a rollout: every change of its weights, and what Flagger says of it. */
export class RolloutRecord {
  private readonly aborter = new AbortController();
  private readonly watching: Promise<unknown>;
  private problem: unknown;
  private seen: Weights[] = [];
  private since = 0;
  private phase: string | undefined;

  constructor(
    private readonly cluster: FleetCluster,
    private readonly target: Required<KubeName>,
  ) {
    this.watching = Promise.all([this.watchWeights(), this.watchPhase()]).catch((error: unknown) => {
      this.problem = error;
    });
  }

  /** Each weights that differ from those before. */
  get weights(): readonly Weights[] {
    return this.seen;
  }

  /** Since it was last told to forget. */
  get events(): readonly FlaggerEvent[] {
    const { namespace, name } = this.target;
    return this.cluster.flagger.events.slice(this.since).filter(({ canary }) => canary === `${namespace}/${name}`);
  }

  /** Starts a record of the next rollout, with the weights as they are. */
  forget(): void {
    this.seen = this.seen.slice(-1);
    this.since = this.cluster.flagger.events.length;
  }

  /** Waits for a phase as Flagger's own intervals bring it. */
  async untilPhase(wanted: string, milliseconds = 300_000): Promise<void> {
    const instead = (): unknown => this.state();
    await until(`${this.target.name} is ${wanted}`, () => (this.phase === wanted ? true : undefined), {
      milliseconds,
      instead,
    });
  }

  /**
   * Lets Flagger tick as fast as the workloads get ready, until a phase. Flagger restarts its clock, with a tick at once, when
   * the interval of a canary changes.
   */
  async hurryTo(wanted: string, milliseconds = 300_000): Promise<void> {
    const { kube } = this.cluster.plane;
    const deadline = Date.now() + milliseconds;
    for (let tick = 0; this.phase !== wanted; tick += 1) {
      if (Date.now() > deadline)
        throw new Error(`${this.target.name} was not ${wanted} in time: ${JSON.stringify(this.state())}`);
      const before = JSON.stringify(this.state());
      await kube.merge(CANARY, this.target, { spec: { analysis: { interval: `${600 + (tick % 2)}s` } } });
      const moved = (): true | undefined => (JSON.stringify(this.state()) === before ? undefined : true);
      // A tick that changes nothing says nothing either; so does one that waits for workloads.
      await until('it moves', moved, { milliseconds: 2000 }).catch(() => undefined);
    }
  }

  private state(): unknown {
    return { phase: this.phase, weights: this.seen, events: this.events.map(({ message }) => message) };
  }

  async stop(): Promise<void> {
    this.aborter.abort();
    await this.watching;
    if (this.problem instanceof Error) throw this.problem;
  }

  private async watchWeights(): Promise<void> {
    const { kube } = this.cluster.plane;
    for await (const { object } of kube.watch<TrafficSplit>(TRAFFIC_SPLIT, this.aborter.signal)) {
      if (!this.isTarget(object)) continue;
      const weightOf = (version: string): number =>
        Number(object.spec.backends.find(({ service }) => service === `${this.target.name}-${version}`)?.weight);
      const now = { primary: weightOf('primary'), canary: weightOf('canary') };
      const last = this.seen.at(-1);
      if (last?.primary !== now.primary || last.canary !== now.canary) this.seen.push(now);
    }
  }

  private async watchPhase(): Promise<void> {
    const { kube } = this.cluster.plane;
    for await (const { object } of kube.watch<CanaryObject>(CANARY, this.aborter.signal)) {
      if (this.isTarget(object)) this.phase = object.status?.phase;
    }
  }

  private isTarget({ metadata }: KubeObject): boolean {
    return metadata.namespace === this.target.namespace && metadata.name === this.target.name;
  }
}
