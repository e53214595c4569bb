import type { Kube } from './kube';
import { KubeError } from './kube-connection';
import type { ConditionedObject } from './kube-object';

const POD = { apiVersion: 'v1', kind: 'Pod' };

/** A Pod, as far as its stand-in cares. */
interface Pod extends ConditionedObject {
  readonly spec: { readonly schedulingGates?: readonly object[] };
  readonly status?: ConditionedObject['status'] & { readonly phase?: string };
}

/**
 * Stands in for kubelets: says of each Pod that it runs and is ready. Everything else about a Deployment is then done by
 * Kubernetes itself: ReplicaSets, admission, quota, availability, progress deadlines.
 *
 * There is no scheduler and there are no nodes: Pods stay unassigned, which no controller minds, and the server removes them
 * at once when they are deleted. So the placement of Pods is not judged.
 */
export class Pods {
  private readonly aborter = new AbortController();
  private readonly done: Promise<void>;
  private problem: unknown;
  private address = 0;

  /** @param kube a client that may write the status of Pods. */
  constructor(private readonly kube: Kube) {
    this.done = this.run().catch((error: unknown) => {
      this.problem = error;
    });
  }

  /** Ends it. Throws what it has failed with, if it has. */
  async stop(): Promise<void> {
    this.aborter.abort();
    await this.done;
    if (this.problem instanceof Error) throw this.problem;
  }

  private async run(): Promise<void> {
    for await (const { type, object } of this.kube.watch<Pod>(POD, this.aborter.signal)) {
      if (type === 'DELETED' || object.metadata.deletionTimestamp !== undefined) continue;
      // A scheduler would leave it alone.
      if ((object.spec.schedulingGates ?? []).length > 0) continue;
      if (object.status?.phase !== 'Running') await this.start(object);
    }
  }

  private async start(pod: Pod): Promise<void> {
    this.address += 1;
    const podIP = `10.244.${Math.floor(this.address / 250)}.${(this.address % 250) + 1}`;
    const lastTransitionTime = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const types = ['Initialized', 'ContainersReady', 'Ready'];
    const conditions = types.map((type) => ({ type, status: 'True', lastTransitionTime }));
    const status = { phase: 'Running', podIP, podIPs: [{ ip: podIP }], startTime: lastTransitionTime, conditions };
    try {
      await this.kube.merge(POD, pod.metadata, { status }, 'status');
    } catch (error) {
      // Deleted meanwhile.
      if (!(error instanceof KubeError && error.status === 404)) throw error;
    }
  }
}
