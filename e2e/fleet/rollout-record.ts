import type { KubeName } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import { CANARY, type CanaryObject, tickNow } from './canary-clock';
import type { FlaggerEvent } from './flagger';
import type { FleetCluster } from './fleet-cluster';
import type { TrafficObject, Weights } from './traffic';

/** Watches a rollout: every change of its weights, and what Flagger says of it. */
export class RolloutRecord {
  private readonly aborter = new AbortController();
  private readonly watching: Promise<unknown>;
  private problem: unknown;
  private seen: Weights[] = [];
  private since = 0;
  private phase: string | undefined;

  /**
   * @param cluster where the rollout is.
   * @param traffic which kind of object moves its traffic.
   * @param target name of the Deployment and of its Canary.
   */
  constructor(
    private readonly cluster: FleetCluster,
    private readonly traffic: TrafficObject,
    private readonly target: Required<KubeName>,
  ) {
    this.watching = Promise.all([this.watchWeights(), this.watchPhase()]).catch((error: unknown) => {
      this.problem = error;
    });
  }

  /** All weights one after the other, each different from those before. */
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
    const reached = (): true | undefined => (this.phase === wanted ? true : undefined);
    await until(`${this.target.name} is ${wanted}`, reached, { milliseconds, instead });
  }

  /** Waits for a phase, and lets Flagger tick as fast as the workloads get ready. */
  async hurryTo(wanted: string, milliseconds = 300_000): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while (this.phase !== wanted) {
      if (Date.now() > deadline) {
        throw new Error(`${this.target.name} was not ${wanted} in time: ${JSON.stringify(this.state())}`);
      }
      const before = JSON.stringify(this.state());
      await tickNow(this.cluster.plane.kube, this.target);
      const moved = (): true | undefined => (JSON.stringify(this.state()) === before ? undefined : true);
      // A tick that finds nothing to do says nothing; it is no use to tick again at once.
      await until('it moves', moved, { milliseconds: 2000 }).catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    this.aborter.abort();
    await this.watching;
    if (this.problem instanceof Error) throw this.problem;
  }

  private state(): unknown {
    return { phase: this.phase, weights: this.seen, events: this.events.map(({ message }) => message) };
  }

  private async watchWeights(): Promise<void> {
    const { kube } = this.cluster.plane;
    for await (const { object } of kube.watch(this.traffic.kind, this.aborter.signal)) {
      if (!this.isTarget(object)) continue;
      const weights = this.traffic.weights(object);
      const weightOf = (version: string): number => weights.get(`${this.target.name}-${version}`) ?? Number.NaN;
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
