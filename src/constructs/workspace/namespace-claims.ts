import type { Problem } from '../../model/problem';

/** The cluster, by what is needed of it: its name, and that it is itself. */
interface Claimed {
  readonly name: string;
}

/** Which workspace has which namespace, on each cluster: its construct path by namespace. */
const CLAIMS = new WeakMap<Claimed, Map<string, string>>();

/**
 * Claims namespaces of a cluster for a workspace.
 *
 * @param cluster the cluster.
 * @param workspace construct path of the workspace.
 * @param namespaces the namespaces.
 * @returns a problem for each that another workspace has.
 */
export function claimNamespaces(cluster: Claimed, workspace: string, namespaces: readonly string[]): Problem[] {
  const claims = CLAIMS.get(cluster) ?? new Map<string, string>();
  CLAIMS.set(cluster, claims);
  return [...new Set(namespaces)].flatMap((got) => {
    const owner = claims.get(got);
    if (owner === undefined) {
      claims.set(got, workspace);
      return [];
    }
    const must = `belong to one workspace of cluster ${cluster.name}`;
    return [{ prop: 'namespaces', must, got, remedy: `${owner} has it already; name this one differently` }];
  });
}
