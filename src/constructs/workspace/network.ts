import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { NAMESPACES } from '../../model/platform-namespaces';
import type { Mesh } from './mesh';
import { egressTo, ingressFrom, LINKERD_PORTS, namespacePeer, type NetworkPeer, tcp } from './network-peer';

/** Who besides the platform and the team itself may talk to the team's pods, and to whom they may talk. */
export interface TeamNetwork {
  /**
   * Other namespaces whose pods may call the team's. Their own policies must let them out. In Linkerd their proxies may
   * reach the team's proxies, which carry connections to any port: there, Linkerd's own policies guard the ports.
   *
   * @default - none
   */
  readonly allowFrom?: readonly NamespacePorts[];
  /** Other namespaces, and addresses outside the cluster, that the team's pods may call. @default - none */
  readonly allowTo?: readonly (NamespacePorts | AddressPorts)[];
  /** Ports at which Prometheus reads metrics from the team's containers. @default [9797], Podinfo's */
  readonly metricsPorts?: readonly number[];
}

/** TCP ports of the pods of a namespace. */
export interface NamespacePorts {
  /** The namespace. */
  readonly namespace: string;
  /** Ports of the pods, not of the Service in front of them. */
  readonly ports: readonly number[];
}

/** TCP ports of addresses outside the cluster. */
export interface AddressPorts {
  /** The addresses, in CIDR notation: `203.0.113.0/24`. */
  readonly cidr: string;
  /** Their ports. */
  readonly ports: readonly number[];
}

/** Where the network policies of a workspace go, and what they depend on. */
export interface NetworkScope {
  /** The workspace's namespaces; their pods may talk to each other. */
  readonly namespaces: readonly string[];
  /** The mesh that the pods are in. */
  readonly mesh: Mesh;
  /** What the team asked for. */
  readonly network: TeamNetwork;
}

interface Rules {
  readonly ingress?: readonly object[];
  readonly egress?: readonly object[];
}

const DEFAULT_METRICS_PORTS = [9797];

/**
 * The NetworkPolicies of every namespace: nothing goes in or out, except what is named here. They add up, so each opens
 * one thing and can be read, and removed, alone.
 */
export function addNetworkPolicies(scope: Construct, props: NetworkScope): void {
  const policies = Object.entries(policiesOf(props)).filter(([, rules]) => rules !== undefined);
  for (const namespace of props.namespaces) {
    const place = new Construct(scope, namespace);
    for (const [name, rules] of policies) addPolicy(place, namespace, name, rules ?? {});
  }
}

function policiesOf({ namespaces, mesh, network }: NetworkScope): Record<string, Rules | undefined> {
  const team = namespacePeer(...namespaces);
  const dns: NetworkPeer = { ...namespacePeer('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };
  const { metricsPorts = DEFAULT_METRICS_PORTS } = network;
  return {
    'default-deny': { ingress: [], egress: [] },
    'allow-dns': { egress: [{ to: [dns], ports: [{ port: 53, protocol: 'UDP' }, ...tcp([53])] }] },
    'allow-workspace': { ingress: [{ from: [team] }], egress: [{ to: [team] }] },
    'allow-ingress-controller': { ingress: [ingressFrom(NAMESPACES.ingress)] },
    'allow-flagger': { ingress: [ingressFrom(NAMESPACES.flagger)] },
    // A rule with an empty list of ports would open all of them.
    'allow-prometheus':
      metricsPorts.length === 0
        ? undefined
        : { ingress: [ingressFrom(NAMESPACES.monitoring, meshed(mesh, metricsPorts))] },
    'allow-linkerd': mesh === 'linkerd' ? linkerdRules() : undefined,
    'allow-from': optional(
      'ingress',
      network.allowFrom?.map((peer) => ingressFrom(peer.namespace, meshed(mesh, peer.ports))),
    ),
    'allow-to': optional(
      'egress',
      network.allowTo?.map((peer) => egressTo(...destination(mesh, peer))),
    ),
  };
}

/** The proxy asks the control plane for identity, destinations and policy; Prometheus and tap ask the proxy. */
function linkerdRules(): Rules {
  const { identity, destination, policy, admin, tap } = LINKERD_PORTS;
  return {
    ingress: [ingressFrom(NAMESPACES.linkerdViz, [tap, admin]), ingressFrom(NAMESPACES.monitoring, [admin])],
    egress: [egressTo(namespacePeer(NAMESPACES.linkerd), [identity, destination, policy])],
  };
}

/** Between meshed pods the proxies may carry a connection to any port over their own. */
function meshed(mesh: Mesh, ports: readonly number[]): readonly number[] {
  return mesh === 'linkerd' ? [...ports, LINKERD_PORTS.inbound] : ports;
}

function destination(mesh: Mesh, peer: NamespacePorts | AddressPorts): [NetworkPeer, readonly number[]] {
  return 'cidr' in peer
    ? [{ ipBlock: { cidr: peer.cidr } }, peer.ports]
    : [namespacePeer(peer.namespace), meshed(mesh, peer.ports)];
}

function optional(direction: keyof Rules, rules: readonly object[] | undefined): Rules | undefined {
  return rules === undefined || rules.length === 0 ? undefined : { [direction]: rules };
}

function addPolicy(scope: Construct, namespace: string, name: string, rules: Rules): void {
  new ApiObject(scope, name, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: {},
      policyTypes: [...(rules.ingress ? ['Ingress'] : []), ...(rules.egress ? ['Egress'] : [])],
      ...(rules.ingress && rules.ingress.length > 0 && { ingress: rules.ingress }),
      ...(rules.egress && rules.egress.length > 0 && { egress: rules.egress }),
    },
  });
}
