import type { AllowLists } from './admission/allow-lists';
import type { ContainerLimits } from './limits';
import type { TeamNetwork } from './network';
import type { TeamQuota } from './quota';
import type { TeamSource } from './sync';

/** Props of a {@link TeamWorkspace}. */
export interface TeamWorkspaceProps {
  /** The team's namespaces. Apps that name none go to the first. */
  readonly namespaces: readonly string[];
  /** The namespace of the team's Git source, its credential, its Kustomization and its service account. @default - the first namespace */
  readonly home?: string;
  /** Groups of people, as the cluster's identity provider names them, that may change the team's apps by hand. */
  readonly admins: readonly string[];
  /** Groups of people that may look at everything but Secrets. @default - none */
  readonly viewers?: readonly string[];
  /** What the pods of each namespace may take together; entries replace single defaults. @default - room for the rollout of two Podinfo apps, no load balancers or node ports */
  readonly quota?: TeamQuota;
  /** What a container gets that names no resources; entries replace single defaults. @default - a mesh proxy's share */
  readonly limits?: ContainerLimits;
  /** The team's own repository. @default - the apps are constructs in this workspace, and Flux takes them from the fleet's repository */
  readonly source?: TeamSource;
  /** Name of the Secret in the home namespace with the credentials of the repository that the apps come from; an admin makes it by hand. @default - none: a public repository */
  readonly credentials?: string;
  /** Traffic besides that of the team itself and the platform. @default - none */
  readonly network?: TeamNetwork;
  /** What the team may take from elsewhere, and publish. @default - no hosts, no Flux objects of its own, any image */
  readonly allow?: AllowLists;
}
