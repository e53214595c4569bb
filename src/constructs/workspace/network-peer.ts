/** Ports of Linkerd's control plane, and of its proxy. */
export const LINKERD_PORTS = {
  identity: 8080,
  destination: 8086,
  policy: 8090,
  inbound: 4143,
  tap: 4190,
  admin: 4191,
} as const;

/** One side of a rule of a NetworkPolicy. */
export interface NetworkPeer {
  /** Namespaces by label. */
  readonly namespaceSelector?: object;
  /** Pods of them, by label. */
  readonly podSelector?: object;
  /** Addresses. */
  readonly ipBlock?: { readonly cidr: string };
}

/** All pods of some namespaces. Kubernetes itself sets the label, so nobody can forge it. */
export function namespacePeer(...names: readonly string[]): NetworkPeer {
  const [only] = names;
  const key = 'kubernetes.io/metadata.name';
  return names.length === 1
    ? { namespaceSelector: { matchLabels: { [key]: only } } }
    : { namespaceSelector: { matchExpressions: [{ key, operator: 'In', values: names }] } };
}

/** Lets a namespace in, to all TCP ports or only to some. */
export function ingressFrom(namespace: string, ports?: readonly number[]): object {
  return { from: [namespacePeer(namespace)], ports: ports === undefined ? [{ protocol: 'TCP' }] : tcp(ports) };
}

/** Lets pods out to some TCP ports of a peer. */
export function egressTo(peer: NetworkPeer, ports: readonly number[]): object {
  return { to: [peer], ports: tcp(ports) };
}

/** TCP ports, as a NetworkPolicy lists them. */
export function tcp(ports: readonly number[]): object[] {
  return ports.map((port) => ({ port, protocol: 'TCP' }));
}
