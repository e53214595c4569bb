import { byName, textOf } from './fields';
import type { Manifest, Manifests } from './manifests';
import { branchOf, isSync, pathsOf } from './syncs';

/** A cluster's own folder, and which workspaces it says are on the cluster. */
export interface ClusterFolder {
  readonly name: string;
  readonly branch?: string;
  readonly manifests: readonly Manifest[];
  /** By environment, then by team. */
  readonly workspaces: readonly Workspace[];
}

/** A team's workspace in an environment. */
export interface Workspace {
  readonly env: string;
  readonly team: string;
  readonly branch?: string;
}

/**
 * The clusters that synth has written; none in a tree of somebody else's, which lacks the file that lets a cluster manage
 * itself. File names in `dist/` are a contract.
 */
export function readClusterFolders(tree: Manifests): ClusterFolder[] {
  return tree
    .folders('clusters')
    .filter((name) => tree.has(`clusters/${name}/cluster.yaml`))
    .map((name) => {
      const manifests = tree.inFolder(`clusters/${name}`);
      const own = manifests.find((manifest) => isSync(manifest) && textOf(manifest, 'metadata', 'name') === 'cluster');
      return { name, ...onBranch(own, manifests), manifests, workspaces: workspacesIn(manifests) };
    });
}

function workspacesIn(manifests: readonly Manifest[]): Workspace[] {
  return pathsOf(manifests, /(?:^|\/)workspaces\/([^/]+)\/([^/]+)$/)
    .map(({ sync, found: [env = '', team = ''] }) => ({ env, team, ...onBranch(sync, manifests) }))
    .sort(byName(({ env, team }) => `${env}\n${team}`));
}

function onBranch(sync: Manifest, manifests: readonly Manifest[]): { readonly branch?: string } {
  const branch = branchOf(sync, manifests);
  return branch === undefined ? {} : { branch };
}
