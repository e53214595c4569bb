import type { ApiObject } from 'cdk8s';
import { namespaceUse, type NamespaceUse } from '../../manifest/quota/namespace-use';
import { manifestOf } from '../../model/manifest-of';
import type { Problem } from '../../model/problem';
import { defaultQuota } from './default-quota';
import { checkContainers } from './limit-problems';
import { type ContainerLimits, limitRange } from './limits';
import type { Mesh } from './mesh';
import type { TeamQuota } from './quota';
import { checkCounted, checkRoom } from './quota-problems';

/** A team's apps, and what bounds them. */
export interface BoundApps {
  /** The team's namespaces. */
  readonly namespaces: readonly string[];
  /** All objects of the team. */
  readonly objects: readonly ApiObject[];
  /** The mesh that its pods join. */
  readonly mesh: Mesh;
  /** What a container gets that names no resources. @default - the workspace's own defaults */
  readonly limits?: ContainerLimits;
}

/** The whole quota of a namespace: what is given, and what its apps take where nothing is. */
export function quotaOf(namespace: string, apps: BoundApps, given: TeamQuota = {}): TeamQuota {
  return { ...defaultQuota(useOf(namespace, apps)), ...given };
}

/** Checks that the apps of a workspace can be rolled out within its quota and its limits. */
export function checkApps(apps: BoundApps, given: TeamQuota = {}): Problem[] {
  return eachUse(apps, (namespace, use) => [
    ...checkCounted(namespace, given, use),
    ...checkRoom(namespace, { ...defaultQuota(use), ...given }, use),
  ]);
}

/** Checks apps against what is known of the workspace that another repository declares for them. */
export function checkAppsOfTeam(apps: BoundApps, stated: TeamQuota = {}): Problem[] {
  return eachUse(apps, (namespace, use) => checkRoom(namespace, stated, use));
}

function eachUse(apps: BoundApps, check: (namespace: string, use: NamespaceUse) => Problem[]): Problem[] {
  return apps.namespaces.flatMap((namespace) => {
    const use = useOf(namespace, apps);
    return [...checkContainers(limitRange(namespace, apps.limits), use), ...check(namespace, use)];
  });
}

function useOf(namespace: string, { objects, mesh, limits }: BoundApps): NamespaceUse {
  const own = objects.filter(({ metadata }) => metadata.namespace === namespace);
  const manifests = own.map(manifestOf).filter((manifest) => manifest !== undefined);
  return namespaceUse(manifests, { limitRange: limitRange(namespace, limits), mesh });
}
