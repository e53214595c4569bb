import type { LabelSelector } from '../../manifest/network/label-selector';
import type { EgressRule, IngressRule, PolicyPeer, PolicyPort } from '../../manifest/network/network-policy';
import type { PodPort } from '../../manifest/network/service-ports';

/** Ports of Linkerd's control plane, and of its proxy. */
export const LINKERD_PORTS = {
  identity: 8080,
  destination: 8086,
  policy: 8090,
  inbound: 4143,
  tap: 4190,
  admin: 4191,
} as const;

/** Ports of Istio's control plane (configuration and certificates), and those of its proxy that Prometheus reads. */
export const ISTIO_PORTS = { control: 15012, proxyMetrics: [15020, 15090] } as const;

/** All pods of some namespaces, or those with certain labels. Kubernetes itself sets the namespaces' label, so nobody can forge it. */
export function namespacePeer(names: string | readonly string[], podSelector?: LabelSelector): PolicyPeer {
  const key = 'kubernetes.io/metadata.name';
  const namespaces = typeof names === 'string' ? [names] : names;
  const [only = '', ...others] = namespaces;
  return {
    namespaceSelector:
      others.length === 0
        ? { matchLabels: { [key]: only } }
        : { matchExpressions: [{ key, operator: 'In', values: namespaces }] },
    ...(podSelector && { podSelector }),
  };
}

/** Lets pods in to some TCP ports, or to all. */
export function ingressFrom(peer: PolicyPeer, ports?: readonly PodPort[]): IngressRule {
  return { from: [peer], ports: ports === undefined ? [{ protocol: 'TCP' }] : tcp(ports) };
}

/** Lets pods out to some TCP ports of a peer. */
export function egressTo(peer: PolicyPeer, ports: readonly PodPort[]): EgressRule {
  return { to: [peer], ports: tcp(ports) };
}

/** TCP ports, as a NetworkPolicy lists them. */
export function tcp(ports: readonly PodPort[]): PolicyPort[] {
  return ports.map((port) => ({ port, protocol: 'TCP' }));
}
