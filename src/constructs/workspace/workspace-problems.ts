import { checkLabelName, checkSubdomainName, TEAM_NAME_MAX } from '../../model/name';
import { isPlatformNamespace } from '../../model/platform-namespaces';
import type { Problem } from '../../model/problem';
import { checkAllowLists } from './admission/allow-lists';
import { checkGroups } from './access';
import { checkLimits } from './limits';
import { checkNetwork } from './network-problems';
import { checkQuota } from './quota';
import { checkSecrets } from './team-secrets';
import type { TeamWorkspaceProps } from './team-workspace-props';

/** Everything wrong with a workspace's props that can be seen without looking at another construct. */
export function checkWorkspace(team: string, props: TeamWorkspaceProps): Problem[] {
  return [
    ...checkLabelName('id', team, TEAM_NAME_MAX),
    ...checkNamespaces(props.namespaces, props.home),
    ...checkAdmins(props.admins),
    ...checkGroups('admins', props.admins),
    ...checkGroups('viewers', props.viewers ?? []),
    ...checkQuota(props.quota),
    ...checkLimits(props.limits),
    ...checkNetwork(props.network),
    ...checkSecrets(team, props),
    ...(props.imagePullSecrets ?? []).flatMap((name) => checkSubdomainName('imagePullSecrets', name)),
    ...checkAllowLists(props.allow),
    ...checkKeys(props),
  ];
}

/** Checks a team's namespaces, and that its home, where it names one, is among them. */
export function checkNamespaces(namespaces: readonly string[], home?: string): Problem[] {
  if (namespaces.length === 0) {
    const remedy = 'name at least one; the first is where apps go that name none';
    return [{ prop: 'namespaces', must: 'not be empty', got: namespaces, remedy }];
  }
  const repeated = [...new Set(namespaces.filter((name, index) => namespaces.indexOf(name) < index))];
  const reserved = namespaces.filter(isPlatformNamespace);
  return [
    ...namespaces.flatMap((name) => checkLabelName('namespaces', name)),
    ...repeated.map((got) => ({ prop: 'namespaces', must: 'differ from each other', got, remedy: 'name it once' })),
    ...reserved.map((got) => ({
      prop: 'namespaces',
      must: 'not be a namespace of Kubernetes or of the platform',
      got,
      remedy: "use names that begin with the team's",
    })),
    ...(home === undefined || namespaces.includes(home)
      ? []
      : [
          {
            prop: 'home',
            must: 'be one of namespaces',
            got: home,
            remedy: 'add it there, or leave it out for the first',
          },
        ]),
  ];
}

/** Who writes Kustomizations or HelmReleases reads the Secrets beside them, which Flux fills in for them. */
function checkKeys({ allow = {}, source, credentials }: TeamWorkspaceProps): Problem[] {
  const { repositories = [], charts = [] } = allow;
  if (source !== undefined || credentials === undefined || repositories.length + charts.length === 0) return [];
  const remedy =
    "give the team a repository of its own as source, or leave allow.repositories and allow.charts out: with them it can read the fleet's key";
  const must = "be absent where the team may write Flux objects and the fleet's repository holds its apps";
  return [{ prop: 'credentials', must, got: credentials, remedy }];
}

function checkAdmins(admins: readonly string[]): Problem[] {
  const remedy = 'name a group of people that answers for the workspace';
  return admins.length > 0 ? [] : [{ prop: 'admins', must: 'not be empty', got: admins, remedy }];
}
