import type { Kube } from '../control-plane/kube';
import { KubeError } from '../control-plane/kube-connection';
import type { KubeObject } from '../control-plane/kube-object';
import { type CountedObject, type MostPods, PodHistory } from './pod-history';

const POD = { apiVersion: 'v1', kind: 'Pod' };
const REPLICA_SET = { apiVersion: 'apps/v1', kind: 'ReplicaSet' };
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };

interface Pod extends CountedObject {
  readonly spec: CountedObject['spec'] & { readonly schedulingGates?: readonly object[] };
}

/**
 * Sees all that the server says of the pods of namespaces. And it holds back pods that a gate keeps from running, until it is
 * told to let those of an app through.
 */
export class PodWatch {
  private readonly aborter = new AbortController();
  private readonly done: Promise<void>;
  private readonly histories = new Map<string, PodHistory>();
  private readonly pods = new Map<string, Pod>();
  private readonly open = new Set<string>();
  private problem: unknown;

  constructor(private readonly kube: Kube) {
    this.done = Promise.all([this.watchPods(), this.watchReplicaSets()]).then(
      () => undefined,
      (error: unknown) => {
        this.problem = error;
      },
    );
  }

  async stop(): Promise<void> {
    this.aborter.abort();
    await this.done;
    if (this.problem instanceof Error) throw this.problem;
  }

  /** How many pods there are. */
  count(namespace: string): number {
    return this.podsOf(namespace).length;
  }

  /** The most pods that there have been at each step. */
  most(namespace: string): Readonly<Record<string, MostPods>> {
    return this.historyOf(namespace).most();
  }

  /** A new step begins with the pods that there are. */
  async begin(namespace: string, step: string): Promise<void> {
    const patch = { metadata: { annotations: { 'example.com/step': step } } };
    const { metadata } = await this.kube.merge(NAMESPACE, { name: namespace }, patch);
    this.historyOf(namespace).begin(step, metadata.resourceVersion ?? '');
  }

  /** Lets the pods of an app run, those that are still to come too. */
  async letThrough(namespace: string, app: string): Promise<void> {
    this.open.add(`${namespace}/${app}`);
    for (const pod of this.podsOf(namespace)) await this.letRun(pod);
  }

  /** Holds back the coming pods of an app. */
  hold(namespace: string, app: string): void {
    this.open.delete(`${namespace}/${app}`);
  }

  private async watchPods(): Promise<void> {
    for await (const { type, object } of this.kube.watch<Pod>(POD, this.aborter.signal)) {
      const { uid = '' } = object.metadata;
      this.see(object, 'Pod', type === 'DELETED');
      if (type === 'DELETED') this.pods.delete(uid);
      else this.pods.set(uid, object);
      if (type !== 'DELETED') await this.letRun(object);
    }
  }

  private async watchReplicaSets(): Promise<void> {
    for await (const { type, object } of this.kube.watch<CountedObject>(REPLICA_SET, this.aborter.signal))
      this.see(object, 'ReplicaSet', type === 'DELETED');
  }

  private see(object: CountedObject, kind: 'Pod' | 'ReplicaSet', isGone: boolean): void {
    this.historyOf(object.metadata.namespace ?? '').see(object, kind, isGone);
  }

  private async letRun(pod: Pod): Promise<void> {
    const { namespace = '', labels = {} } = pod.metadata;
    if (pod.spec.schedulingGates === undefined || !this.open.has(`${namespace}/${labels['app'] ?? ''}`)) return;
    try {
      await this.kube.merge(POD, pod.metadata, { spec: { schedulingGates: null } });
    } catch (error) {
      // Deleted meanwhile.
      if (!(error instanceof KubeError && error.status === 404)) throw error;
    }
  }

  private podsOf(namespace: string): readonly Pod[] {
    return [...this.pods.values()].filter(({ metadata }: KubeObject) => metadata.namespace === namespace);
  }

  private historyOf(namespace: string): PodHistory {
    let history = this.histories.get(namespace);
    if (history === undefined) {
      history = new PodHistory();
      this.histories.set(namespace, history);
    }
    return history;
  }
}
