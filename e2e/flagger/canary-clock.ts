import type { Kube, KubeName } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';

/** Flagger's Canary, as far as the clock goes. */
export interface CanaryObject extends KubeObject {
  readonly spec: { readonly analysis: { readonly interval: string } };
  readonly status?: { readonly phase?: string };
}

/** The kind of them. */
export const CANARY = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' };

const LONG = ['600s', '601s'] as const;

/**
 * Makes Flagger look at a canary now, not when its interval is over: when the interval changes, Flagger starts its clock
 * anew, with a tick at once. The new interval is so long that no other tick comes in between.
 */
export async function tickNow(kube: Kube, name: KubeName): Promise<void> {
  const canary = await kube.get<CanaryObject>(CANARY, name);
  const interval = canary?.spec.analysis.interval === LONG[0] ? LONG[1] : LONG[0];
  await kube.merge(CANARY, name, { spec: { analysis: { interval } } });
}

/** Does so for every canary that Flagger has not taken over yet. */
export async function tickUninitialized(kube: Kube): Promise<void> {
  for (const { metadata, status } of await kube.list<CanaryObject>(CANARY)) {
    if (['', 'Initializing'].includes(status?.phase ?? '')) await tickNow(kube, metadata);
  }
}
