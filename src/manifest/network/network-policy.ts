import type { LabelSelector } from './label-selector';

/** Which way a connection goes, seen from the pod that a policy selects. */
export type PolicyType = 'Egress' | 'Ingress';

/** A transport protocol that NetworkPolicies know. */
export type Protocol = 'SCTP' | 'TCP' | 'UDP';

/** A NetworkPolicy (`networking.k8s.io/v1`) as it lies in a file: defaults not yet filled in. */
export interface NetworkPolicy {
  /** Its name, and the namespace whose pods it selects. */
  readonly metadata: { readonly name: string; readonly namespace: string };
  /** What it says. */
  readonly spec: NetworkPolicySpec;
}

/** A NetworkPolicy's `spec`. */
export interface NetworkPolicySpec {
  /** The pods it is for. @default - all of the namespace */
  readonly podSelector?: LabelSelector;
  /** The directions that it closes but for its rules. @default - Ingress; Egress too where it has egress rules */
  readonly policyTypes?: readonly PolicyType[];
  /** Who may connect to the pods. @default - nobody */
  readonly ingress?: readonly IngressRule[];
  /** To whom the pods may connect. @default - nobody */
  readonly egress?: readonly EgressRule[];
}

/** Ports that a rule opens. An empty list is no list: it opens all. */
interface PortsOfRule {
  /** The ports of the pod that is connected to. @default - all ports of all protocols */
  readonly ports?: readonly PolicyPort[];
}

/** A rule of `ingress`. */
export interface IngressRule extends PortsOfRule {
  /** Who may connect; an empty list is no list. @default - everybody */
  readonly from?: readonly PolicyPeer[];
}

/** A rule of `egress`. */
export interface EgressRule extends PortsOfRule {
  /** To whom; an empty list is no list. @default - everybody */
  readonly to?: readonly PolicyPeer[];
}

/** One entry of a rule's `ports`. */
export interface PolicyPort {
  /** The protocol. @default 'TCP' */
  readonly protocol?: Protocol;
  /** Number of the port, or its name in the pod that is connected to. @default - all ports of the protocol */
  readonly port?: number | string;
  /** Last port of a range that begins at `port`. @default - that port alone */
  readonly endPort?: number;
}

/** One entry of a rule's `from` or `to`: pods, or addresses. */
export interface PolicyPeer {
  /** Pods by label, of the policy's own namespace unless `namespaceSelector` is given, too. */
  readonly podSelector?: LabelSelector;
  /** Namespaces by label; all their pods unless `podSelector` is given, too. */
  readonly namespaceSelector?: LabelSelector;
  /** Addresses. */
  readonly ipBlock?: IpBlock;
}

/** A block of addresses with holes. */
export interface IpBlock {
  /** The addresses, in CIDR notation. */
  readonly cidr: string;
  /** Parts of them that do not count. @default - none */
  readonly except?: readonly string[];
}

/** The directions that a policy closes but for its rules, as the API server fills them in. */
export function policyTypes({ policyTypes: given = [], egress = [] }: NetworkPolicySpec): readonly PolicyType[] {
  if (given.length > 0) return given;
  return egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}
