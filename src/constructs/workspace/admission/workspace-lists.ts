import type { AllowLists } from './allow-lists';

/** What the policies of a cluster know of a workspace: by name of the list, its entries. */
export type WorkspaceLists = AllowLists & {
  /** The workspace's namespaces. */
  readonly namespaces: readonly string[];
  /** Secrets that the cluster's admins keep in the home namespace. */
  readonly keys: readonly string[];
  /** Stores that the team's ExternalSecrets may use: `kind/name`. */
  readonly stores: readonly string[];
  /** The team's service account, alone. */
  readonly account: readonly string[];
};

/** Name of a list. */
export type WorkspaceList = keyof WorkspaceLists;

/**
 * Annotations of a workspace's Namespaces, which the team may not write. A list without entries has none, and what is not
 * there admits nothing.
 */
export function listAnnotations(lists: WorkspaceLists): Record<string, string> {
  const filled = Object.entries<readonly string[] | undefined>({ ...lists }).flatMap(([list, entries = []]) =>
    entries.length > 0 ? [[list, entries] as const] : [],
  );
  return Object.fromEntries(filled.map(([list, entries]) => [annotationOf(list), [...new Set(entries)].join(',')]));
}

/** A list as a variable of a policy, in the Common Expression Language. No entry has a comma. */
export function listVariable(list: WorkspaceList): { readonly name: string; readonly expression: string } {
  const [annotations, key] = ['namespaceObject.metadata.annotations', `'${annotationOf(list)}'`];
  return {
    name: list,
    expression: `has(${annotations}) && ${key} in ${annotations} ? ${annotations}[${key}].split(',') : []`,
  };
}

function annotationOf(list: string): string {
  return `cdk8s-progressive-delivery/allowed-${list}`;
}
