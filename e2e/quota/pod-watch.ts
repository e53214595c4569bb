import type { Kube } from '../control-plane/kube';
import { KubeError } from '../control-plane/kube-connection';
import type { KubeObject } from '../control-plane/kube-object';

const POD = { apiVersion: 'v1', kind: 'Pod' };

interface Pod extends KubeObject {
  readonly spec: { readonly schedulingGates?: readonly object[] };
}

interface Place {
  readonly pods: Map<string, Pod>;
  step: string;
  /** By step. */
  readonly most: Map<string, number>;
}

/**
 * Counts the pods of namespaces at every event that the server tells, and remembers the most of each step. And it holds back
 * pods that a gate keeps from running, until it is told to let those of an app through.
 */
export class PodWatch {
  private readonly aborter = new AbortController();
  private readonly done: Promise<void>;
  private readonly places = new Map<string, Place>();
  private readonly open = new Set<string>();
  private problem: unknown;

  constructor(private readonly kube: Kube) {
    this.done = this.run().catch((error: unknown) => {
      this.problem = error;
    });
  }

  async stop(): Promise<void> {
    this.aborter.abort();
    await this.done;
    if (this.problem instanceof Error) throw this.problem;
  }

  /** How many pods there are. */
  count(namespace: string): number {
    return this.place(namespace).pods.size;
  }

  /** The most pods that there have been at each step. */
  most(namespace: string): Readonly<Record<string, number>> {
    return Object.fromEntries(this.place(namespace).most);
  }

  /** A new step begins with the pods that there are. */
  begin(namespace: string, step: string): void {
    const place = this.place(namespace);
    place.step = step;
    remember(place);
  }

  /** Lets the pods of an app run, those that are still to come too. */
  async letThrough(namespace: string, app: string): Promise<void> {
    this.open.add(`${namespace}/${app}`);
    for (const pod of this.place(namespace).pods.values()) await this.letRun(pod);
  }

  /** Holds back the coming pods of an app. */
  hold(namespace: string, app: string): void {
    this.open.delete(`${namespace}/${app}`);
  }

  private async run(): Promise<void> {
    for await (const { type, object } of this.kube.watch<Pod>(POD, this.aborter.signal)) {
      const { uid = '', namespace = '' } = object.metadata;
      const place = this.place(namespace);
      if (type === 'DELETED') place.pods.delete(uid);
      else place.pods.set(uid, object);
      remember(place);
      if (type !== 'DELETED') await this.letRun(object);
    }
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

  private place(namespace: string): Place {
    let place = this.places.get(namespace);
    if (place === undefined) {
      place = { pods: new Map(), step: '', most: new Map() };
      this.places.set(namespace, place);
    }
    return place;
  }
}

function remember({ pods, step, most }: Place): void {
  most.set(step, Math.max(most.get(step) ?? 0, pods.size));
}
