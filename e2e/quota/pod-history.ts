import type { KubeObject } from '../control-plane/kube-object';

/** A Pod or a ReplicaSet, as far as counting goes. */
export interface CountedObject extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly ownerReferences?: readonly { readonly uid: string }[] };
  readonly spec: { readonly replicas?: number };
}

interface Happened {
  /** The server's own number of the change; those of all objects are in one order. */
  readonly revision: number;
  readonly change: (state: State) => void;
}

interface State {
  step: string;
  /** The ReplicaSet of each Pod. */
  readonly pods: Map<string, string>;
  /** How many Pods each ReplicaSet wants. */
  readonly wanted: Map<string, number>;
}

/** The most Pods that there have been at a step. */
export interface MostPods {
  /** Those that their ReplicaSets want. */
  wanted: number;
  /** Those besides that are still to be removed. */
  all: number;
}

/**
 * What has happened to the Pods of a namespace, in the order in which the server has done it. A ReplicaSet removes Pods only
 * after it has been told to want fewer, and others may come meanwhile: so there are Pods that are wanted, and Pods that are
 * ending, which on nodes takes them seconds.
 */
export class PodHistory {
  private readonly happened: Happened[] = [];

  /** A step begins, as of a revision. */
  begin(step: string, revision: string): void {
    this.add(revision, (state) => {
      state.step = step;
    });
  }

  /** Something has happened to a Pod or a ReplicaSet. */
  see({ metadata, spec }: CountedObject, kind: 'Pod' | 'ReplicaSet', isGone: boolean): void {
    const { uid = '', resourceVersion = '', ownerReferences = [] } = metadata;
    this.add(resourceVersion, ({ pods, wanted }) => {
      if (kind === 'Pod' && isGone) pods.delete(uid);
      else if (kind === 'Pod') pods.set(uid, ownerReferences[0]?.uid ?? '');
      else wanted.set(uid, isGone ? 0 : (spec.replicas ?? 0));
    });
  }

  /** The most Pods at each step. */
  most(): Readonly<Record<string, MostPods>> {
    const most: Record<string, MostPods> = {};
    const state: State = { step: '', pods: new Map(), wanted: new Map() };
    for (const { change } of [...this.happened].sort((a, b) => a.revision - b.revision)) {
      change(state);
      if (state.step === '') continue;
      const sofar = (most[state.step] ??= { wanted: 0, all: 0 });
      sofar.wanted = Math.max(sofar.wanted, wantedPods(state));
      sofar.all = Math.max(sofar.all, state.pods.size);
    }
    return most;
  }

  private add(revision: string, change: Happened['change']): void {
    this.happened.push({ revision: Number(revision), change });
  }
}

function wantedPods({ pods, wanted }: State): number {
  const counts = new Map<string, number>();
  for (const owner of pods.values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return [...counts].reduce((sum, [owner, count]) => sum + Math.min(count, wanted.get(owner) ?? 0), 0);
}
