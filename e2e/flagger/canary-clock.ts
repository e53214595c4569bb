import type { Kube, KubeName } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';

/** Flagger's Canary, as far as the clock goes. */
export interface CanaryObject extends KubeObject {
  readonly status?: { readonly phase?: string };
}

/** The kind of them. */
export const CANARY = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' };

/** Seconds of the intervals given so far, each longer than the one before. */
let longest = 600;

/**
 * Makes Flagger look at a canary now, not when its interval is over: when the interval changes, Flagger starts its clock
 * anew, with a tick at once. The new interval is so long that no other tick comes in between, and none that there has been:
 * Flux puts the committed one back in between, which Flagger does not see if it looks only after the next change.
 */
export async function tickNow(kube: Kube, name: KubeName): Promise<void> {
  longest += 1;
  await kube.merge(CANARY, name, { spec: { analysis: { interval: `${longest}s` } } });
}

/** Does so for every canary that Flagger has not taken over yet. */
export async function tickUninitialized(kube: Kube): Promise<void> {
  for (const { metadata, status } of await kube.list<CanaryObject>(CANARY)) {
    if (['', 'Initializing'].includes(status?.phase ?? '')) await tickNow(kube, metadata);
  }
}
