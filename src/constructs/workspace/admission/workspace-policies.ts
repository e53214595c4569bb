import { Chart } from 'cdk8s';
import { setOutputDirectory } from '../../../model/output-directory';
import type { Cluster } from '../../infrastructure/cluster';
import { APPLIERS, SOURCES } from './flux-policies';
import { CANARY_HOSTS, INGRESS_HOSTS, ROUTE_HOSTS } from './host-policies';
import { IMAGE_REPOSITORIES, WORKLOAD_IMAGES } from './image-policies';
import { DISRUPTION_BUDGETS, FINALIZERS } from './lasting-policies';
import { WORKLOAD_PODS } from './pod-policies';
import { addPolicy, type Policy } from './policy';
import { EXTERNAL_SECRETS, SECRETS } from './secret-policies';
import { CANARIES, SERVICES } from './team-policies';

const NAME = 'workspace-policies';

/** What Roles and quotas cannot tell apart, since it depends on what an object says. */
const POLICIES: readonly Policy[] = [
  SERVICES,
  INGRESS_HOSTS,
  ROUTE_HOSTS,
  CANARIES,
  CANARY_HOSTS,
  WORKLOAD_IMAGES,
  WORKLOAD_PODS,
  DISRUPTION_BUDGETS,
  FINALIZERS,
  SOURCES,
  APPLIERS,
  IMAGE_REPOSITORIES,
  SECRETS,
  EXTERNAL_SECRETS,
];

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
  for (const policy of POLICIES) addPolicy(chart, policy);
  cluster.addSync({ name: NAME, path, wait: true });
  return NAME;
}
