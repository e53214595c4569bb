import type { KubeName } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import { CANARY, type CanaryObject } from '../flagger/canary-clock';
import type { FlaggerEvent } from '../flagger/flagger';
import type { FleetCluster } from './fleet-cluster';
import type { TrafficObject } from './traffic';

// A whole rollout at Flagger's own intervals takes two minutes.
const PATIENCE_MS = 300_000;

/** How a rollout ends: the phase that the Canary then has. */
type Outcome = 'Succeeded' | 'Failed';

/** Watches a rollout: every change of where its requests go, and what Flagger says of it. */
export class RolloutRecord {
  private readonly aborter = new AbortController();
  private readonly watching: Promise<unknown>;
  private problem: unknown;
  private seen: string[] = [];
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
    this.watching = Promise.all([this.watchTraffic(), this.watchPhase()]).catch((error: unknown) => {
      this.problem = error;
    });
  }

  /** Where requests went, one after the other, as the {@link TrafficObject} reads it; each different from the one before. */
  get steps(): readonly string[] {
    return this.seen;
  }

  /** Since it was last told to forget. */
  get events(): readonly FlaggerEvent[] {
    const { namespace, name } = this.target;
    return this.cluster.flagger.events.slice(this.since).filter(({ canary }) => canary === `${namespace}/${name}`);
  }

  /** Starts a record of the next rollout, with the traffic as it is. */
  forget(): void {
    this.seen = this.seen.slice(-1);
    this.since = this.cluster.flagger.events.length;
  }

  /** Waits for the end of the rollout as Flagger's own intervals bring it. Throws when it is another than expected. */
  async atItsPace(expected: Outcome): Promise<void> {
    await until(`the rollout of ${this.target.name} is over`, () => this.outcome, {
      milliseconds: PATIENCE_MS,
      instead: () => this.state(),
    });
    await this.settled(expected);
  }

  /** Lets Flagger tick as fast as the workloads get ready, to the end. Throws when it is another than expected. */
  async hurried(expected: Outcome): Promise<void> {
    await this.hurry('over', () => this.outcome !== undefined);
    await this.settled(expected);
  }

  /** Lets Flagger tick until the traffic goes as told. */
  async hurriedTo(step: string): Promise<void> {
    await this.hurry(step, () => this.seen.includes(step));
  }

  async stop(): Promise<void> {
    this.aborter.abort();
    await this.watching;
    if (this.problem instanceof Error) throw this.problem;
  }

  /** Flagger's last word, which it says once: the phase may still be that of the rollout before. */
  private get outcome(): Outcome | undefined {
    const last = this.events.find(({ message }) => /^(Promotion completed!|Canary failed!)/.test(message));
    return last === undefined ? undefined : last.message.startsWith('P') ? 'Succeeded' : 'Failed';
  }

  private async settled(expected: Outcome): Promise<void> {
    const { outcome } = this;
    if (outcome !== expected) {
      const said = this.events.map(({ type, message }) => `  ${type}: ${message}`).join('\n');
      throw new Error(
        `the rollout of ${this.target.name} must end ${expected}, got ${outcome ?? ''}; Flagger says:\n${said}`,
      );
    }
    // The watches may be a moment behind the event.
    const seen = (): true | undefined => (this.phase === expected && this.seen.at(-1) === '100/0' ? true : undefined);
    await until(`${this.target.name} is ${expected}`, seen, { instead: () => this.state() });
  }

  private async hurry(wanted: string, done: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!done()) {
      if (Date.now() > deadline)
        throw new Error(
          `the rollout of ${this.target.name} was not ${wanted} in time: ${JSON.stringify(this.state())}`,
        );
      const before = this.progress();
      await this.cluster.flagger.tick(this.target);
      const moved = (): true | undefined => (this.progress() === before ? undefined : true);
      // A tick that finds workloads not ready does nothing; it is no use to tick again at once.
      await until('it moves', moved, { milliseconds: 1000 }).catch(() => undefined);
    }
  }

  private state(): unknown {
    return { phase: this.phase, steps: this.seen, events: this.events.map(({ message }) => message) };
  }

  /** Changes when a tick has done something. */
  private progress(): string {
    const said = this.events.filter(({ message }) => !message.includes('not ready'));
    return JSON.stringify([this.phase, this.seen, said.length]);
  }

  private async watchTraffic(): Promise<void> {
    const { kube } = this.cluster.plane;
    const name = this.traffic.nameOf(this.target.name);
    for await (const { object } of kube.watch(this.traffic.kind, this.aborter.signal)) {
      if (!this.isNamed(object, name)) continue;
      const now = this.traffic.read(object, this.target.name);
      if (this.seen.at(-1) !== now) this.seen.push(now);
    }
  }

  private async watchPhase(): Promise<void> {
    const { kube } = this.cluster.plane;
    for await (const { object } of kube.watch<CanaryObject>(CANARY, this.aborter.signal)) {
      if (this.isNamed(object, this.target.name)) this.phase = object.status?.phase;
    }
  }

  private isNamed({ metadata }: KubeObject, name: string): boolean {
    return metadata.namespace === this.target.namespace && metadata.name === name;
  }
}
