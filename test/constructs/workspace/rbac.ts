import type { ManifestObject } from '../../../src/testing';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** Who asks: `ServiceAccount shop/shop` or `Group shop-leads`. */
export type Who = `ServiceAccount ${string}/${string}` | `Group ${string}`;

/** What is asked for; a namespace of nothing means a cluster-scoped request. */
export interface Request {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string;
}

/** Whether the Roles and RoleBindings among the objects allow a request, as Kubernetes' RBAC authorizer decides. */
export function may(objects: readonly ManifestObject[], who: Who, request: Request): boolean {
  return objects
    .filter(({ kind, metadata }) => kind === 'RoleBinding' && metadata.namespace === request.namespace)
    .filter((binding) => (binding.subjects as Record<string, string>[]).some((subject) => title(subject) === who))
    .flatMap((binding) => rulesOf(objects, binding))
    .some((rule) => matches(rule, request));
}

function title({ kind, namespace, name }: Record<string, string>): string {
  return kind === 'ServiceAccount' ? `ServiceAccount ${namespace}/${name}` : `${kind} ${name}`;
}

function rulesOf(objects: readonly ManifestObject[], binding: ManifestObject): Rule[] {
  const { kind, name } = binding.roleRef as { kind: string; name: string };
  if (kind !== 'Role') throw new Error(`unexpected roleRef ${kind} ${name}`);
  return objects
    .filter((role) => role.kind === 'Role' && role.metadata.name === name)
    .filter((role) => role.metadata.namespace === binding.metadata.namespace)
    .flatMap((role) => role.rules as Rule[]);
}

function matches({ apiGroups, resources, verbs, resourceNames }: Rule, { verb, group, resource }: Request): boolean {
  if (resourceNames !== undefined) return false;
  return has(apiGroups, group) && has(resources, resource) && has(verbs, verb);
}

function has(list: readonly string[], item: string): boolean {
  return list.includes('*') || list.includes(item);
}
