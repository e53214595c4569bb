import { type Endpoint, isPeer, isPod, opensPort, type PodEndpoint, type PortNumber } from './endpoint';
import { type Labels, selects } from './label-selector';
import { type NetworkPolicy, type PolicyPeer, type PolicyPort, type PolicyType, policyTypes } from './network-policy';

/** What decides about connections. */
export interface Network {
  /** The labels of namespaces; `kubernetes.io/metadata.name`, which Kubernetes itself sets, need not be among them. @default - no others */
  readonly namespaces?: Readonly<Record<string, Labels>>;
  /** The cluster's NetworkPolicies, as its API server admits them. */
  readonly policies: readonly NetworkPolicy[];
}

/** What the policies of one direction say of a connection. */
interface DirectionVerdict {
  /**
   * - `free`: no policy can say anything: this end is no pod, or the other end is the pod itself or its own node.
   * - `open`: no policy of this direction selects the pod.
   * - `allowed`: a rule of at least one that does lets it.
   * - `denied`: no rule of any that does.
   */
  readonly outcome: 'allowed' | 'denied' | 'free' | 'open';
  /** The policies that allow it, as `namespace/name`; of a denied one all that select the pod. */
  readonly policies: readonly string[];
}

/** Whether a connection is let through, and why. */
export interface Verdict {
  /** Whether it is: both directions must let it. */
  readonly allowed: boolean;
  /** What the policies of the pod that connects say. */
  readonly egress: DirectionVerdict;
  /** What the policies of the pod that is connected to say. */
  readonly ingress: DirectionVerdict;
}

/** In words: which policies let the connection, or what keeps it from being made. */
export function reasonOf({ egress, ingress }: Verdict): string {
  const denied = [egress, ingress].find(({ outcome }) => outcome === 'denied');
  if (denied !== undefined) {
    const direction = denied === egress ? 'egress' : 'ingress';
    return `no ${direction} rule of ${denied.policies.join(', ')} allows it`;
  }
  return `${wordsOf('egress', egress)}, ${wordsOf('ingress', ingress)}`;
}

function wordsOf(direction: string, { outcome, policies }: DirectionVerdict): string {
  return outcome === 'allowed' ? `${direction} by ${policies.join(' and ')}` : `${direction} ${outcome}`;
}

const FREE: DirectionVerdict = { outcome: 'free', policies: [] };

/**
 * Whether NetworkPolicies let one endpoint open a connection to a port of another. Answers of an open connection come back
 * unasked, as Kubernetes has it. Where its own words leave room (addresses in an `ipBlock` that are a pod's), an address counts
 * whosever it is.
 *
 * @param network the policies, and the namespaces' labels.
 * @param from who connects.
 * @param to to whom.
 * @param port the port there.
 */
export function mayConnect(network: Network, from: Endpoint, to: Endpoint, port: PortNumber): Verdict {
  const egress = verdictOf(network, 'Egress', from, to, (open) => opensPort(open, port, to));
  const ingress = verdictOf(network, 'Ingress', to, from, (open) => opensPort(open, port, to));
  return { allowed: egress.outcome !== 'denied' && ingress.outcome !== 'denied', egress, ingress };
}

function verdictOf(
  network: Network,
  type: PolicyType,
  pod: Endpoint,
  other: Endpoint,
  opens: (port: PolicyPort) => boolean,
): DirectionVerdict {
  if (!isPod(pod) || isSame(pod, other) || (!isPod(other) && other.ownNode === true)) return FREE;
  const selecting = network.policies.filter((policy) => isFor(policy, type, pod));
  if (selecting.length === 0) return { outcome: 'open', policies: [] };
  const allowing = selecting.filter(({ metadata: { namespace }, spec }) =>
    rulesOf(spec, type).some(
      ({ peers, ports }) =>
        anyOf(ports, opens) &&
        anyOf(peers, (peer) => isPeer(peer, other, namespace, (name) => labelsOf(network, name))),
    ),
  );
  return allowing.length > 0
    ? { outcome: 'allowed', policies: allowing.map(nameOf) }
    : { outcome: 'denied', policies: selecting.map(nameOf) };
}

function isFor({ metadata, spec }: NetworkPolicy, type: PolicyType, pod: PodEndpoint): boolean {
  return (
    metadata.namespace === pod.namespace &&
    policyTypes(spec).includes(type) &&
    selects(spec.podSelector ?? {}, pod.labels)
  );
}

function rulesOf(
  { ingress = [], egress = [] }: NetworkPolicy['spec'],
  type: PolicyType,
): { peers?: readonly PolicyPeer[]; ports?: readonly PolicyPort[] }[] {
  return type === 'Ingress'
    ? ingress.map(({ from, ports }) => ({ peers: from, ports }))
    : egress.map(({ to, ports }) => ({ peers: to, ports }));
}

/** An absent list restricts nothing, and neither does an empty one. */
function anyOf<T>(list: readonly T[] | undefined, test: (item: T) => boolean): boolean {
  return list === undefined || list.length === 0 || list.some(test);
}

function labelsOf({ namespaces = {} }: Network, name: string): Labels {
  const own = Object.hasOwn(namespaces, name) ? namespaces[name] : {};
  return { ...own, 'kubernetes.io/metadata.name': name };
}

function isSame(pod: PodEndpoint, other: Endpoint): boolean {
  return isPod(other) && other.namespace === pod.namespace && other.name === pod.name;
}

function nameOf({ metadata: { namespace, name } }: NetworkPolicy): string {
  return `${namespace}/${name}`;
}
