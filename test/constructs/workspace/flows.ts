import { BlockList, isIPv4 } from 'node:net';
import type { ManifestObject } from '../../../src/testing';

/** A pod, or an address outside the cluster. */
export type Endpoint =
  { readonly namespace: string; readonly labels?: Readonly<Record<string, string>> } | { readonly ip: string };

type Labels = Readonly<Record<string, string>>;

/** A selector by labels, as far as ours go. */
export interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { key: string; operator: string; values: readonly string[] }[];
}

interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port?: number; readonly protocol: string }[];
}

interface Spec {
  readonly podSelector: Selector;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/**
 * Whether the NetworkPolicies among the objects let a connection through: out of the one pod and into the other, a pod
 * that no policy of a direction selects being open in it.
 */
export function mayConnect(
  objects: readonly ManifestObject[],
  from: Endpoint,
  to: Endpoint,
  port: number,
  protocol = 'TCP',
): boolean {
  return passes(objects, 'Egress', from, to, port, protocol) && passes(objects, 'Ingress', to, from, port, protocol);
}

function passes(
  objects: readonly ManifestObject[],
  direction: 'Egress' | 'Ingress',
  pod: Endpoint,
  peer: Endpoint,
  port: number,
  protocol: string,
): boolean {
  const specs = objects
    .filter(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && 'namespace' in pod && metadata.namespace === pod.namespace,
    )
    .map((policy) => policy.spec as Spec)
    .filter(({ podSelector, policyTypes }) => policyTypes.includes(direction) && selects(podSelector, labelsOf(pod)));
  const rules = specs.flatMap((spec) => (direction === 'Egress' ? spec.egress : spec.ingress) ?? []);
  return specs.length === 0 || rules.some((rule) => allows(rule, peer, port, protocol));
}

function allows(rule: Rule, peer: Endpoint, port: number, protocol: string): boolean {
  const peers = rule.from ?? rule.to;
  return (
    anyOf(rule.ports, (open) => open.protocol === protocol && (open.port ?? port) === port) &&
    anyOf(peers, (candidate) => isPeer(candidate, peer))
  );
}

/** An absent list restricts nothing, and neither does an empty one. */
function anyOf<T>(list: readonly T[] | undefined, test: (item: T) => boolean): boolean {
  return list === undefined || list.length === 0 || list.some(test);
}

function isPeer({ namespaceSelector, podSelector, ipBlock }: Peer, peer: Endpoint): boolean {
  if ('ip' in peer) return ipBlock !== undefined && inBlock(ipBlock.cidr, peer.ip);
  if (namespaceSelector === undefined) return false;
  const inNamespace = selects(namespaceSelector, { 'kubernetes.io/metadata.name': peer.namespace });
  return inNamespace && (podSelector === undefined || selects(podSelector, labelsOf(peer)));
}

/** Whether a selector matches the labels of a pod or namespace. */
export function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  const labelled = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return labelled && matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? ''));
}

function labelsOf(endpoint: Endpoint): Labels {
  return 'labels' in endpoint ? (endpoint.labels ?? {}) : {};
}

function inBlock(cidr: string, ip: string): boolean {
  const [net = '', prefix = ''] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(net, Number(prefix), isIPv4(net) ? 'ipv4' : 'ipv6');
  return list.check(ip, isIPv4(ip) ? 'ipv4' : 'ipv6');
}
