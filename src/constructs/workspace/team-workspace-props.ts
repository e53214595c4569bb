import type { AllowLists } from './admission/allow-lists';
import type { ImageAutomationProps } from './image-automation';
import type { ContainerLimits } from './limits';
import type { TeamNetwork } from './team-network';
import type { TeamQuota } from './quota';
import type { TeamSource } from './sync';
import type { TeamNotifications } from './team-notifications';
import type { TeamSecrets } from './team-secrets';

/** Props of a {@link TeamWorkspace}. */
export interface TeamWorkspaceProps extends TeamSecrets {
  /** The team's namespaces. Apps that name none go to the first. */
  readonly namespaces: readonly string[];
  /** The namespace of the team's Git source, its credential, its Kustomization and its service account. @default - the first namespace */
  readonly home?: string;
  /** Groups of people, as the cluster's identity provider names them, that may change the team's apps by hand. */
  readonly admins: readonly string[];
  /** Groups of people that may look at everything but Secrets. @default - none */
  readonly viewers?: readonly string[];
  /**
   * What each namespace may have and its pods may take together; entries replace single defaults. Too small a quota for the
   * rollouts of the apps is an error.
   *
   * @default - what the apps of the namespace take while all are rolled out at once, no load balancers or node ports; room
   * for the rollout of two Podinfo apps where it has none here
   */
  readonly quota?: TeamQuota;
  /** What a container gets that names no resources; entries replace single defaults. @default - a mesh proxy's share */
  readonly limits?: ContainerLimits;
  /** The team's own repository. @default - the apps are constructs in this workspace, and Flux takes them from the fleet's repository */
  readonly source?: TeamSource;
  /** Name of the Secret in the home namespace with the credentials of the repository that the apps come from; an admin makes it by hand. @default - none: a public repository */
  readonly credentials?: string;
  /**
   * The images whose new tags Flux proposes: it writes them into release data, on a branch
   * `image-updates/<the environment's branch>/<environment>-<team>`, for a pull request.
   *
   * @default - none
   */
  readonly imageAutomation?: ImageAutomationProps;
  /** Traffic besides that of the team itself and the platform. @default - none */
  readonly network?: TeamNetwork;
  /** How the team hears of its deliveries, and Flux of its pushes. @default - nobody is told but who looks */
  readonly notifications?: TeamNotifications;
  /** The shard of the cluster's Flux that looks after the workspace. @default - of the cluster's shards the one that the team's name falls to */
  readonly shard?: string;
  /** Names of the Secrets, in each of the namespaces, that the apps pull their images with unless they name others. @default - none: public images */
  readonly imagePullSecrets?: readonly string[];
  /**
   * The first of two steps to take a workspace off its cluster: its Canaries go, and Flux says when Flagger has let go of the
   * last one. Then take the construct out, and the namespaces go with everything in them. Without this first step all of it stays.
   *
   * @default false
   */
  readonly retired?: boolean;
  /** What the team may take from elsewhere, and publish. @default - no hosts, no Flux objects of its own, any image */
  readonly allow?: AllowLists;
}
