import { BlockList, isIPv4 } from 'node:net';
import { type Labels, selects } from './label-selector';
import type { IpBlock, PolicyPeer, PolicyPort, Protocol } from './network-policy';

/** A pod of the cluster's network. Pods of the host's network are addresses: policies do not know them as pods. */
export interface PodEndpoint {
  /** Name, unique in the namespace. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its labels. */
  readonly labels: Labels;
  /** Its address. @default - not known: no `ipBlock` has it */
  readonly ip?: string;
  /** The named ports of its containers, by which policies may call them. @default - none */
  readonly ports?: readonly NamedPort[];
}

/** A container's port that has a name. */
interface NamedPort {
  /** The name. */
  readonly name: string;
  /** The number. */
  readonly number: number;
  /** The protocol. @default 'TCP' */
  readonly protocol?: Protocol;
}

/** Whatever is no pod: a machine of the internet, a node, a pod of the host's network. */
export interface AddressEndpoint {
  /** Its address. */
  readonly ip: string;
  /** Whether it is the node that the pod at the other end runs on, which no policy keeps out: the kubelet probes from there. @default false */
  readonly ownNode?: boolean;
}

/** One end of a connection. */
export type Endpoint = AddressEndpoint | PodEndpoint;

/** What a connection is made to. */
export interface PortNumber {
  /** Number of the pod's port; not of the Service's, which is gone when policies look. */
  readonly number: number;
  /** The protocol. @default 'TCP' */
  readonly protocol?: Protocol;
}

/** Whether an endpoint is a pod. */
export function isPod(endpoint: Endpoint): endpoint is PodEndpoint {
  return 'namespace' in endpoint;
}

/**
 * Whether an entry of `from` or `to` means an endpoint.
 *
 * @param peer the entry.
 * @param endpoint the endpoint.
 * @param home the policy's namespace.
 * @param labelsOf a namespace's labels.
 */
export function isPeer(
  { podSelector, namespaceSelector, ipBlock }: PolicyPeer,
  endpoint: Endpoint,
  home: string,
  labelsOf: (namespace: string) => Labels,
): boolean {
  if (ipBlock !== undefined) return endpoint.ip !== undefined && inBlock(ipBlock, endpoint.ip);
  if (!isPod(endpoint) || (podSelector === undefined && namespaceSelector === undefined)) return false;
  const { namespace, labels } = endpoint;
  const there = namespaceSelector === undefined ? namespace === home : selects(namespaceSelector, labelsOf(namespace));
  return there && (podSelector === undefined || selects(podSelector, labels));
}

/**
 * Whether an entry of `ports` opens a port.
 *
 * @param open the entry.
 * @param port the port.
 * @param server whose port it is: names are looked up there.
 */
export function opensPort(
  { protocol = 'TCP', port, endPort }: PolicyPort,
  asked: PortNumber,
  server: Endpoint,
): boolean {
  if (protocol !== (asked.protocol ?? 'TCP')) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return port <= asked.number && asked.number <= (endPort ?? port);
  const named = isPod(server) ? (server.ports ?? []) : [];
  return named.some((own) => own.name === port && own.number === asked.number && (own.protocol ?? 'TCP') === protocol);
}

function inBlock({ cidr, except = [] }: IpBlock, ip: string): boolean {
  return inCidr(cidr, ip) && !except.some((hole) => inCidr(hole, ip));
}

function inCidr(cidr: string, ip: string): boolean {
  const [net = '', length = ''] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(net, Number(length), familyOf(net));
  return familyOf(net) === familyOf(ip) && list.check(ip, familyOf(ip));
}

function familyOf(ip: string): 'ipv4' | 'ipv6' {
  return isIPv4(ip) ? 'ipv4' : 'ipv6';
}
