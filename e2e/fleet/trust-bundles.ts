import type { ControlPlane } from '../control-plane/control-plane';
import { KubeError } from '../control-plane/kube-connection';
import type { ConditionedObject } from '../control-plane/kube-object';

const BUNDLE = { apiVersion: 'trust.cert-manager.io/v1alpha1', kind: 'Bundle' };

/** Stands in for trust-manager, whose chart is not here: says of each Bundle that it is in place. So Flux goes on. */
export function standInForTrustManager(plane: ControlPlane): void {
  const aborter = new AbortController();
  const watching = saySynced(plane, aborter.signal);
  plane.onStop(async () => {
    aborter.abort();
    await watching;
  });
}

async function saySynced({ kube }: ControlPlane, signal: AbortSignal): Promise<void> {
  for await (const { type, object } of kube.watch<ConditionedObject>(BUNDLE, signal)) {
    if (type === 'DELETED' || object.status?.conditions?.some((one) => one.type === 'Synced') === true) continue;
    const condition = {
      type: 'Synced',
      status: 'True',
      observedGeneration: object.metadata.generation ?? 1,
      reason: 'StandIn',
      message: 'nothing is distributed in this test',
      lastTransitionTime: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    };
    try {
      await kube.merge(BUNDLE, object.metadata, { status: { conditions: [condition] } }, 'status');
    } catch (error) {
      if (!(error instanceof KubeError && error.status === 404)) throw error;
    }
  }
}
