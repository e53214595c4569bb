import type { ManifestObject } from '../../src/testing';

/** One thing that somebody may do: `group resource verb`, in a namespace; `*` stands for everything. */
export interface Right {
  readonly namespace: string;
  /** `account` for what Flux applies as, `people` for groups. */
  readonly who: 'account' | 'people';
  /** The resource, behind its group and a slash unless that is the core group. */
  readonly resource: string;
  readonly verb: string;
}

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface Subject {
  readonly kind: string;
}

/** A right in one line. */
export function rightText({ namespace, who, resource, verb }: Right): string {
  return `${namespace} ${who}: ${verb} ${resource}`;
}

/**
 * What the RoleBindings among some objects grant, each right once.
 *
 * @param objects Roles and RoleBindings.
 * @param elsewhere takes the names of bound roles that are not among the objects and whose rules nobody knows.
 */
export function rightsOf(
  objects: readonly ManifestObject[],
  elsewhere: (role: string) => void = () => undefined,
): Right[] {
  const rights = objects
    .filter(({ kind }) => kind === 'RoleBinding')
    .flatMap((binding) => {
      const namespace = String(binding.metadata.namespace);
      const rules = rulesOf(objects, binding, elsewhere);
      const subjects = binding.subjects as Subject[];
      const whos = new Set(subjects.map(({ kind }) => (kind === 'ServiceAccount' ? 'account' : 'people')));
      return [...whos].flatMap((who) => rules.flatMap(expand).map((one): Right => ({ namespace, who, ...one })));
    });
  return [...new Map(rights.map((right) => [rightText(right), right])).values()];
}

function rulesOf(
  objects: readonly ManifestObject[],
  binding: ManifestObject,
  elsewhere: (role: string) => void,
): Rule[] {
  const { kind, name } = binding.roleRef as { kind: string; name: string };
  if (name === 'cluster-admin') return [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
  const role = objects.find(
    (object) =>
      object.kind === kind && object.metadata.name === name && object.metadata.namespace === binding.metadata.namespace,
  );
  if (role !== undefined) return role.rules as Rule[];
  elsewhere(`${kind} ${name}`);
  return [];
}

function expand({ apiGroups, resources, verbs }: Rule): Pick<Right, 'resource' | 'verb'>[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.map((verb) => ({ resource: group === '' || group === '*' ? resource : `${group}/${resource}`, verb })),
    ),
  );
}
