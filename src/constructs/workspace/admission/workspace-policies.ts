import { Chart } from 'cdk8s';
import { setOutputDirectory } from '../../../model/output-directory';
import type { Cluster } from '../../infrastructure/cluster';
import { addPolicies } from './team-policies';

const NAME = 'workspace-policies';

/**
 * The admission policies of a cluster with workspaces: once for all of them, since the API server compiles each policy, and
 * in a folder that Flux applies before it applies any workspace, so that no object of a team is there before they are.
 *
 * @returns the name of the Kustomization that workspaces depend on.
 */
export function workspacePolicies(cluster: Cluster): string {
  if (cluster.node.tryFindChild(NAME) !== undefined) return NAME;
  const path = `infrastructure/${cluster.name}/${NAME}`;
  const chart = new Chart(cluster, NAME, { disableResourceNameHashes: true });
  setOutputDirectory(chart, { path, cluster: cluster.name });
  addPolicies(chart);
  cluster.addSync({ name: NAME, path, wait: true });
  return NAME;
}
