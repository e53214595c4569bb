import type { KubeKind, KubeObject } from '../control-plane/kube-object';

/** The object that Flagger moves traffic by. */
export interface TrafficObject {
  readonly kind: KubeKind;
  /** Its name, by that of the Canary. */
  nameOf(canary: string): string;
  /** Where it sends requests now: `PRIMARY/CANARY` in percent, or who gets the canary. */
  read(object: KubeObject, canary: string): string;
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
  nameOf: (canary) => canary,
  read: (object, canary) =>
    weights(
      canary,
      (object as TrafficSplit).spec.backends.map(({ service, weight }) => [service, Number(weight)]),
    ),
};

/** Gateway API. */
export const httpRoute: TrafficObject = {
  kind: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  nameOf: (canary) => canary,
  read: (object, canary) => {
    const [rule] = (object as HttpRoute).spec.rules;
    return weights(
      canary,
      (rule?.backendRefs ?? []).map(({ name, weight }) => [name, weight ?? 1]),
    );
  },
};

/** The Ingress that Flagger puts beside the app's for ingress-nginx, of an A/B test. */
export const canaryIngress: TrafficObject = {
  kind: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  nameOf: (canary) => `${canary}-canary`,
  read: ({ metadata: { annotations = {} } }) => {
    const of = (name: string): string | undefined => annotations[`nginx.ingress.kubernetes.io/canary-${name}`];
    const [header, value, cookie] = [of('by-header'), of('by-header-value'), of('by-cookie')];
    const chosen = [
      ...(header === undefined ? [] : [`${header}: ${value ?? '*'}`]),
      ...(cookie === undefined ? [] : [`cookie ${cookie}`]),
    ];
    return chosen.length > 0 ? chosen.join(' or ') : `${100 - Number(of('weight'))}/${of('weight') ?? ''}`;
  },
};

function weights(canary: string, backends: readonly (readonly [string, number])[]): string {
  const of = new Map(backends);
  return `${of.get(`${canary}-primary`) ?? 'none'}/${of.get(`${canary}-canary`) ?? 'none'}`;
}
