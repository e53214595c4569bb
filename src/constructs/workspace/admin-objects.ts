import { Construct } from 'constructs';
import type { CalledPorts } from '../../manifest/network/called-ports';
import type { Platform } from '../infrastructure/platform';
import { addAccess } from './access';
import { listAnnotations, type WorkspaceLists } from './admission/workspace-lists';
import { addDecryptionAccount } from './decryption-account';
import { fluxRules, releaseRules } from './flux-rights';
import { addLimits } from './limits';
import type { Mesh } from './mesh';
import { addNamespaces, WORKSPACE_LABEL } from './namespaces';
import { addNetworkPolicies } from './network';
import { addQuotas, type TeamQuota } from './quota';
import { addRetirementQuotas } from './retirement';
import { addSecrets } from './team-secrets';
import type { TeamWorkspaceProps } from './team-workspace-props';

/** What is known of a workspace besides its props. */
interface WorkspaceFacts {
  readonly team: string;
  readonly serviceAccount: string;
  readonly home: string;
  readonly namespaces: readonly string[];
  readonly mesh: Mesh;
  readonly platform: Platform;
  readonly lists: WorkspaceLists;
  /** Asked when the objects are rendered, since then all apps are there. */
  readonly quotaOf: (namespace: string) => TeamQuota;
  /** What the apps have the platform call, asked as late; absent where the apps are declared elsewhere. */
  readonly calls?: () => CalledPorts;
}

/** What of a workspace only the cluster's admins may write, without the objects of Flux. Each child becomes one file. */
export function addAdminObjects(chart: Construct, props: TeamWorkspaceProps, facts: WorkspaceFacts): void {
  const { team, serviceAccount, home, namespaces, mesh, platform, lists, quotaOf, calls } = facts;
  const { admins, viewers = [], retired = false, allow, limits, network = {} } = props;
  const place = (id: string): Construct => new Construct(chart, id);
  addNamespaces(place('namespaces'), namespaces, mesh, {
    labels: { [WORKSPACE_LABEL]: team },
    annotations: listAnnotations(lists),
    retired,
  });
  const access = { team, serviceAccount, home, namespaces, admins, viewers };
  addAccess(place('access'), { ...access, atHome: fluxRules(allow), accountAtHome: releaseRules(allow) });
  const secrets = place('secrets');
  addSecrets(secrets, access, props);
  addDecryptionAccount(secrets, { home, platform }, props);
  addQuotas(place('quota'), namespaces, quotaOf);
  addLimits(place('limits'), namespaces, limits);
  if (retired) addRetirementQuotas(place('retired'), namespaces);
  addNetworkPolicies(place('network'), { namespaces, mesh, network, ...(calls && { calls }) });
}
