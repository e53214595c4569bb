import type { Kube } from '../control-plane/kube';
import type { ConditionedObject, KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import { type CanaryObject, type Declared, type DeploymentObject, podsAt, versionOf } from './declared';
import type { MostPods } from './pod-history';
import type { PodWatch } from './pod-watch';

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };
const QUOTA = { apiVersion: 'v1', kind: 'ResourceQuota' };

interface RunningDeployment extends ConditionedObject {
  readonly metadata: KubeObject['metadata'];
  readonly spec: { readonly replicas: number };
  readonly status?: ConditionedObject['status'] & {
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
  };
}

interface Quota extends KubeObject {
  readonly status?: { readonly used?: Readonly<Record<string, string>> };
}

interface Scaler extends KubeObject {
  readonly spec: { readonly maxReplicas?: number; readonly maxReplicaCount?: number };
}

/** The rollouts of a namespace: what is done to them, and what is seen of them. */
export class Rollout {
  /** What the server's quotas counted when there were the most pods of a step. */
  readonly used = new Map<string, Readonly<Record<string, string>>>();

  constructor(
    private readonly kube: Kube,
    private readonly pods: PodWatch,
    readonly declared: Declared,
  ) {}

  get canaries(): readonly CanaryObject[] {
    return this.declared.canaries;
  }

  private get namespace(): string {
    return this.declared.namespace;
  }

  private get deployments(): readonly DeploymentObject[] {
    return this.declared.apps.filter(({ kind }) => kind === 'Deployment') as DeploymentObject[];
  }

  private get targets(): readonly string[] {
    return this.canaries.map(({ spec }) => spec.targetRef.name);
  }

  private get primaries(): readonly string[] {
    return this.targets.map((name) => `${name}-primary`);
  }

  /** The apps start, as large as their autoscalers make them under load. */
  async start(): Promise<void> {
    for (const object of this.declared.bounds) await this.kube.apply(object);
    await this.untilUsed('0');
    await this.pods.begin(this.namespace, 'initializing');
    for (const object of this.declared.apps) await this.kube.apply(object);
    await this.scaleUp('');
    await this.untilReady(this.deployments.map(({ metadata }) => metadata.name));
    for (const canary of this.canaries) await this.kube.apply(canary);
  }

  /** Each primary has its pods, and a new version arrives before Flagger has seen that. */
  async initialize(): Promise<void> {
    await this.untilReady(this.primaries);
    await this.push(2);
    await this.untilMost('initializing');
    await this.letThrough(this.targets);
  }

  /** Flagger has scaled the targets down; a new version arrives. */
  async arrive(): Promise<void> {
    await until(`${this.namespace}: no target has pods`, async () => {
      const all = await Promise.all(this.targets.map((name) => this.deployment(name)));
      return all.every(({ spec, status }) => spec.replicas === 0 && (status?.replicas ?? 0) === 0) ? true : undefined;
    });
    this.hold(this.targets);
    await this.push(3);
  }

  /** Flagger has scaled the targets up. */
  async progress(): Promise<void> {
    await this.pods.begin(this.namespace, 'progressing');
    await this.scaleUp('');
    await this.scaleUp('-primary');
    await this.letThrough(this.targets);
    await this.untilReady(this.primaries);
    await this.untilMost('progressing');
  }

  /** A newer version arrives before the analysis is over. */
  async restart(): Promise<void> {
    this.hold(this.targets);
    await this.pods.begin(this.namespace, 'restarting');
    await this.push(4);
    await this.untilMost('restarting');
    await this.letThrough(this.targets);
  }

  /** From here on Flagger may give the primaries the new version. */
  async promote(): Promise<void> {
    await this.pods.begin(this.namespace, 'promoting');
  }

  /** Flagger has given the primaries the new version, and one more arrives, also for what no canary owns. */
  async overtake(): Promise<void> {
    await this.untilMost('promoting');
    this.hold(this.targets);
    await this.pods.begin(this.namespace, 'overtaken');
    await this.push(5, this.deployments);
    await this.untilMost('overtaken');
    await this.letThrough([...this.deployments.map(({ metadata }) => metadata.name), ...this.primaries]);
  }

  /** The most pods that there were at each step. */
  get most(): Readonly<Record<string, MostPods>> {
    return this.pods.most(this.namespace);
  }

  private async push(version: number, deployments = this.owned()): Promise<void> {
    for (const deployment of deployments) await this.kube.apply(versionOf(deployment, version));
  }

  private owned(): readonly DeploymentObject[] {
    return this.deployments.filter(({ metadata }) => this.targets.includes(metadata.name));
  }

  private hold(apps: readonly string[]): void {
    for (const app of apps) this.pods.hold(this.namespace, app);
  }

  private async letThrough(apps: readonly string[]): Promise<void> {
    for (const app of apps) await this.pods.letThrough(this.namespace, app);
    await this.untilReady(apps);
  }

  /** What autoscalers do under load, for want of metrics; those of Kubernetes keep to their bounds. */
  private async scaleUp(suffix: '' | '-primary'): Promise<void> {
    for (const { spec } of this.canaries) {
      if (spec.autoscalerRef === undefined) continue;
      const { name, ...kind } = spec.autoscalerRef;
      const place = { namespace: this.namespace, name: `${name}${suffix}` };
      const scaler = await this.kube.get<Scaler>(kind, place);
      const replicas = scaler?.spec.maxReplicas ?? scaler?.spec.maxReplicaCount;
      const target = { namespace: this.namespace, name: `${spec.targetRef.name}${suffix}` };
      await this.kube.merge(DEPLOYMENT, target, { spec: { replicas } });
    }
  }

  private async deployment(name: string): Promise<RunningDeployment> {
    const found = await this.kube.get<RunningDeployment>(DEPLOYMENT, { namespace: this.namespace, name });
    if (found === undefined) throw new Error(`Deployment ${this.namespace}/${name} must be there, got nothing`);
    return found;
  }

  private async untilReady(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await until(
        `${this.namespace}: ${name} is ready`,
        async () => {
          const { metadata, spec, status } = await this.deployment(name);
          const isObserved = status?.observedGeneration === metadata.generation;
          const counts = [status?.replicas, status?.updatedReplicas, status?.availableReplicas];
          return isObserved && counts.every((count = 0) => count === spec.replicas) ? true : undefined;
        },
        { instead: () => this.deployment(name).then(({ status }) => status) },
      );
    }
  }

  /** Waits until there are as many pods as are computed, and the server's quotas have counted them. */
  private async untilMost(step: string): Promise<void> {
    const expected = podsAt(this.declared, step);
    const what = `${this.namespace}: there are ${expected} pods while ${step}`;
    const instead = (): unknown => this.most;
    await until(what, () => (this.pods.count(this.namespace) === expected ? true : undefined), { instead });
    this.used.set(step, await this.untilUsed(String(expected)));
  }

  private untilUsed(pods: string): Promise<Readonly<Record<string, string>>> {
    const place = { namespace: this.namespace, name: 'workspace' };
    const quota = () => this.kube.get<Quota>(QUOTA, place);
    return until(
      `${this.namespace}: the quota counts ${pods} pods`,
      async () => {
        const used = (await quota())?.status?.used;
        return used?.['pods'] === pods ? used : undefined;
      },
      { instead: async () => (await quota())?.status },
    );
  }
}
