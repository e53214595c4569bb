import type { KubeKind, KubeObject } from '../control-plane/kube-object';

/** The shares of a rollout's two versions, in percent. */
export interface Weights {
  readonly primary: number;
  readonly canary: number;
}

/** The object that Flagger moves traffic by, and how its weights are read. */
export interface TrafficObject {
  readonly kind: KubeKind;
  /** Weights by the name of the Service. */
  weights(object: KubeObject): ReadonlyMap<string, number>;
}

interface TrafficSplit extends KubeObject {
  readonly spec: { readonly backends: readonly { readonly service: string; readonly weight: number | string }[] };
}

interface HttpRoute extends KubeObject {
  readonly spec: { readonly rules: readonly { readonly backendRefs?: readonly { name: string; weight?: number }[] }[] };
}

/** SMI, as Flagger's linkerd provider writes it: the weights are quantities. */
export const trafficSplit: TrafficObject = {
  kind: { apiVersion: 'split.smi-spec.io/v1alpha1', kind: 'TrafficSplit' },
  weights: (object) =>
    new Map((object as TrafficSplit).spec.backends.map(({ service, weight }) => [service, Number(weight)])),
};

/** Gateway API. */
export const httpRoute: TrafficObject = {
  kind: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  weights: (object) => {
    const [rule] = (object as HttpRoute).spec.rules;
    return new Map((rule?.backendRefs ?? []).map(({ name, weight }) => [name, weight ?? 1]));
  },
};
