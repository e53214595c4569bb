import type { IngressOptions } from './ingress';
import { podSelector } from './pod-selector';
import type { PodCount } from './rollout';

/** A disruption budget over an app's pods, wherever Flagger keeps them. */
export function disruptionBudgetSpec(name: string, maxUnavailable: PodCount) {
  return { maxUnavailable, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: podSelector(name) };
}

/** The Ingress in front of an app's Service. */
export function ingressSpec(name: string, port: number, { host, className = 'nginx' }: IngressOptions) {
  const backend = { service: { name, port: { number: port } } };
  return {
    ingressClassName: className,
    rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
  };
}
