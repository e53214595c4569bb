import { valueText } from '../../model/problem';
import { closest } from '../../releases/closest';
import { UsageError } from '../usage-error';
import type { ClusterFolder, Workspace } from './cluster-folders';

/**
 * Leaves the workspaces of one environment or of one team, and the clusters that have any.
 *
 * @param name the environment or the team; nothing leaves all.
 * @throws {UsageError} when there is none of that name.
 */
export function narrow(
  clusters: readonly ClusterFolder[],
  by: 'env' | 'team',
  name: string | undefined,
): readonly ClusterFolder[] {
  if (name === undefined) return clusters;
  const left = clusters
    .map((cluster) => ({ ...cluster, workspaces: cluster.workspaces.filter((workspace) => workspace[by] === name) }))
    .filter(({ workspaces }) => workspaces.length > 0);
  if (left.length > 0) return left;
  throw new UsageError(
    noneOf(
      by,
      name,
      clusters.flatMap(({ workspaces }) => workspaces),
    ),
  );
}

function noneOf(by: 'env' | 'team', name: string, workspaces: readonly Workspace[]): string {
  const names = [...new Set(workspaces.map((workspace) => workspace[by]))].sort();
  const near = closest(name, names);
  const remedy = near === undefined ? '"cpd tree" shows what is where' : `did you mean "${near}"?`;
  const known = names.length === 0 ? 'left out: there are no teams yet' : `one of ${names.join(', ')}`;
  return `--${by} must be ${known}, got ${valueText(name)}; ${remedy}`;
}
