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

/** Kinds of which each app has some, and that matter only by their number: rendering them would cost as much as all the rest. */
const ONLY_COUNTED: ReadonlySet<string> = new Set(['PodDisruptionBudget', 'ServiceAccount']);

/** A team's apps, and what decides how much they take. */
export interface AppsUseProps {
  /** The team's namespaces. */
  readonly namespaces: readonly string[];
  /** All objects of the team, as soon as all are there. */
  readonly objects: () => readonly ApiObject[];
  /** The mesh that its pods join. */
  readonly mesh: Mesh;
  /** What a container gets that names no resources. @default - the workspace's own defaults */
  readonly limits?: ContainerLimits;
}

/** What a team's apps take of the quotas of its namespaces. */
export class AppsUse {
  /** What the check has found: good for the rendering that follows it, since apps may change before the next. */
  private readonly checked = new Map<string, NamespaceUse>();

  constructor(private readonly props: AppsUseProps) {}

  /** The whole quota of a namespace: what is given, and what its apps take where nothing is. */
  quotaOf(namespace: string, given: TeamQuota = {}): TeamQuota {
    const use = this.checked.get(namespace) ?? this.useOf(namespace, this.props.objects());
    this.checked.delete(namespace);
    return { ...defaultQuota(use), ...given };
  }

  /** Checks that the apps of a workspace can be rolled out within its quota and its limits. */
  check(given: TeamQuota = {}): Problem[] {
    return this.each((namespace, use) => {
      this.checked.set(namespace, use);
      const quota = { ...defaultQuota(use), ...given };
      return [...checkCounted(namespace, given, use), ...checkRoom(namespace, quota, use)];
    });
  }

  /** Checks the apps against what is stated of the workspace that another repository declares for them. */
  checkStated(stated: TeamQuota = {}): Problem[] {
    return this.each((namespace, use) => checkRoom(namespace, stated, use));
  }

  private each(check: (namespace: string, use: NamespaceUse) => Problem[]): Problem[] {
    const objects = this.props.objects();
    return this.props.namespaces.flatMap((namespace) => {
      const use = this.useOf(namespace, objects);
      return [...checkContainers(limitRange(namespace, this.props.limits), use), ...check(namespace, use)];
    });
  }

  private useOf(namespace: string, objects: readonly ApiObject[]): NamespaceUse {
    const { limits, mesh } = this.props;
    const own = objects.filter(({ metadata }) => metadata.namespace === namespace);
    const manifests = own
      .map((object) => (ONLY_COUNTED.has(object.kind) ? identityOf(object) : manifestOf(object)))
      .filter((manifest) => manifest !== undefined);
    return namespaceUse(manifests, { limitRange: limitRange(namespace, limits), mesh });
  }
}

function identityOf({ apiVersion, kind, name }: ApiObject) {
  return { apiVersion, kind, metadata: { name } };
}
