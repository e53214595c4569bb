import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { CalledPorts } from '../../manifest/network/called-ports';
import type { EgressRule, IngressRule, PolicyPeer } from '../../manifest/network/network-policy';
import type { PodPort } from '../../manifest/network/service-ports';
import { NAMESPACES } from '../../model/platform-namespaces';
import type { Mesh } from './mesh';
import { egressTo, ingressFrom, ISTIO_PORTS, LINKERD_PORTS, namespacePeer, tcp } from './network-peer';
import { platformRules, viaProxy } from './platform-calls';
import type { AddressPorts, NamespacePorts, TeamNetwork } from './team-network';

/** Where the network policies of a workspace go, and what they depend on. */
export interface NetworkScope {
  /** The workspace's namespaces; their pods may talk to each other. */
  readonly namespaces: readonly string[];
  /** The mesh that the pods are in. */
  readonly mesh: Mesh;
  /** What the team asked for. */
  readonly network: TeamNetwork;
  /** What the team's apps have the platform call, asked when they all are there; absent where they are declared elsewhere. */
  readonly calls?: () => CalledPorts;
}

interface Rules {
  readonly ingress?: readonly IngressRule[];
  readonly egress?: readonly EgressRule[];
}

/** NodeLocal DNSCache listens at this address of every node, on clusters that have it. */
const NODE_LOCAL_DNS = '169.254.20.10/32';

/**
 * The NetworkPolicies of every namespace: nothing goes in or out, except what is named here. They add up, so each opens
 * one thing and can be read, and removed, alone.
 */
export function addNetworkPolicies(scope: Construct, props: NetworkScope): void {
  const policies = Object.entries(policiesOf(props)).filter(([, rules]) => rules !== undefined);
  for (const namespace of props.namespaces) {
    const place = new Construct(scope, namespace);
    for (const [name, rules] of policies) addPolicy(place, namespace, name, rules ?? {});
    addPlatformPolicy(place, namespace, props);
  }
}

function policiesOf({ namespaces, mesh, network }: NetworkScope): Record<string, Rules | undefined> {
  const team = namespacePeer(namespaces);
  return {
    'default-deny': { ingress: [], egress: [] },
    'allow-dns': { egress: [dns()] },
    'allow-workspace': { ingress: [{ from: [team] }], egress: [{ to: [team] }] },
    // What the pods' proxies ask of their control plane.
    'allow-linkerd': mesh === 'linkerd' ? { egress: [linkerdControl()] } : undefined,
    'allow-istio': mesh === 'istio' ? { egress: [istioControl()] } : undefined,
    'allow-from': optional(
      'ingress',
      network.allowFrom?.map(({ namespace, ports }) => ingressFrom(namespacePeer(namespace), viaProxy(mesh, ports))),
    ),
    'allow-to': optional(
      'egress',
      network.allowTo?.map((peer) => egressTo(...destination(mesh, peer))),
    ),
  };
}

/** CoreDNS has this label on K3s, EKS and wherever kubeadm installed it. */
function dns(): EgressRule {
  const coreDns = namespacePeer('kube-system', { matchLabels: { 'k8s-app': 'kube-dns' } });
  return {
    to: [coreDns, { ipBlock: { cidr: NODE_LOCAL_DNS } }],
    ports: [{ port: 53, protocol: 'UDP' }, ...tcp([53])],
  };
}

function linkerdControl(): EgressRule {
  const { identity, destination: discovery, policy } = LINKERD_PORTS;
  return egressTo(namespacePeer(NAMESPACES.linkerd), [identity, discovery, policy]);
}

function istioControl(): EgressRule {
  return egressTo(namespacePeer(NAMESPACES.istio, { matchLabels: { app: 'istiod' } }), [ISTIO_PORTS.control]);
}

function destination(mesh: Mesh, peer: NamespacePorts | AddressPorts): [PolicyPeer, readonly PodPort[]] {
  return 'cidr' in peer
    ? [{ ipBlock: { cidr: peer.cidr } }, peer.ports]
    : [namespacePeer(peer.namespace), viaProxy(mesh, peer.ports)];
}

function optional<Direction extends keyof Rules>(direction: Direction, rules: Rules[Direction]): Rules | undefined {
  return rules === undefined || rules.length === 0 ? undefined : { [direction]: rules };
}

/** The apps, which say what they have the platform call, come after the workspace: they are asked when this is rendered. */
function addPlatformPolicy(scope: Construct, namespace: string, { mesh, network, calls }: NetworkScope): void {
  new ApiObject(scope, 'allow-platform', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'allow-platform', namespace },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      get ingress() {
        const rules = platformRules(namespace, mesh, network, calls?.());
        return rules.length > 0 ? rules : undefined;
      },
    },
  });
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
