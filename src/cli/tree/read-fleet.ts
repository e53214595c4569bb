import { readApps } from './apps';
import type { ClusterFolder, Workspace } from './cluster-folders';
import { fieldOf, textOf } from './fields';
import type { Cluster, Environment, Team } from './fleet';
import { readInfrastructure } from './infrastructure';
import type { Manifests } from './manifests';
import { branchOf, isSync, sourceOf } from './syncs';

/** Reads clusters: their environments, the teams there, and the apps of each. */
export function readClusters(
  tree: Manifests,
  folders: readonly ClusterFolder[],
  options: { readonly infrastructure: boolean },
): Cluster[] {
  return folders.map((folder) => ({
    name: folder.name,
    ...(folder.branch !== undefined && { branch: folder.branch }),
    ...(options.infrastructure && { infrastructure: readInfrastructure(tree, folder) }),
    environments: readEnvironments(tree, folder.workspaces),
  }));
}

function readEnvironments(tree: Manifests, workspaces: readonly Workspace[]): Environment[] {
  const names = [...new Set(workspaces.map(({ env }) => env))];
  return names.map((name) => {
    const here = workspaces.filter(({ env }) => env === name);
    const branch = here[0]?.branch;
    return {
      name,
      ...(branch !== undefined && { branch }),
      teams: here.map(({ team }) => readTeam(tree, name, team)),
    };
  });
}

/** Of a team's admin objects two small files say all: their names are a contract. */
function readTeam(tree: Manifests, env: string, name: string): Team {
  const folder = `workspaces/${env}/${name}`;
  const namespaces = tree
    .inFile(`${folder}/namespaces.yaml`)
    .filter((manifest) => fieldOf(manifest, 'kind') === 'Namespace')
    .flatMap((manifest) => textOf(manifest, 'metadata', 'name') ?? []);
  const team = { name, namespaces };
  const apps = `apps/${env}/${name}`;
  if (tree.has(apps)) return { ...team, ...readApps(tree.inFolder(apps)) };
  const manifests = tree.inFile(`${folder}/sync.yaml`);
  const sync = manifests.find(isSync);
  const url = textOf(sourceOf(sync, manifests), 'spec', 'url');
  if (url === undefined) return { ...team, apps: [], splits: [] };
  const branch = branchOf(sync, manifests);
  const path = textOf(sync, 'spec', 'path') ?? '.';
  return { ...team, apps: [], splits: [], source: { url, ...(branch !== undefined && { branch }), path } };
}
