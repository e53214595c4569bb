import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import type { WorkspaceLists } from './admission/workspace-lists';
import { checkObjects, objectsBelow } from './app-places';
import type { AppsUse } from './apps-use';
import { fluxKinds } from './flux-rights';
import { checkListed } from './listed-objects';
import { checkSharedTester } from './network-problems';
import { checkOwnProviders } from './notification-problems';
import { NOTIFICATIONS } from './notifications';
import { checkStores } from './secret-stores';
import type { TeamSource } from './sync';
import { secretKinds } from './team-secrets';
import type { TeamWorkspaceProps } from './team-workspace-props';

/** What the apps of a workspace are held against, besides its props. */
interface AppsBounds {
  readonly namespaces: readonly string[];
  readonly lists: WorkspaceLists;
  readonly use: AppsUse;
}

/** Checks the apps of a workspace; ask when all constructs are made. */
export function checkApps(
  workspace: Construct,
  props: TeamWorkspaceProps,
  { namespaces, lists, use }: AppsBounds,
): Problem[] {
  const { source, notifications, quota, network, allow, secretStores = [] } = props;
  const objects = objectsBelow(workspace);
  const remedy = "choose one of them, or add it to the workspace's namespaces";
  const also = [...secretKinds(props), ...fluxKinds(allow)];
  return [
    ...checkObjects(workspace, objects, { namespaces, remedy, also }),
    ...checkListed(workspace, objects, lists),
    ...checkStores(workspace, objects, secretStores),
    ...checkSharedTester(workspace, namespaces, network),
    ...checkOrigin(source, objects.length),
    ...(notifications === undefined ? [] : checkOwnProviders(objects, NOTIFICATIONS)),
    ...use.check(quota),
  ];
}

/** A workspace's apps are in it or in the team's repository, not in both and not in neither. */
function checkOrigin(source: TeamSource | undefined, apps: number): Problem[] {
  if (source !== undefined && apps > 0) {
    const remedy = 'move these constructs to the repository that source names, or leave source out';
    return [{ prop: 'source', must: "be absent where the workspace holds the team's apps", got: source.url, remedy }];
  }
  if (source === undefined && apps === 0) {
    const remedy =
      "create the team's apps in the workspace, or name the repository they are in: Flux fails on an absent folder";
    return [{ prop: 'source', must: 'be given where the workspace is empty', got: source, remedy }];
  }
  return [];
}
