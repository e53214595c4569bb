import { ApiObject, type App } from 'cdk8s';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { Cluster, type ClusterProps } from '../../../src/constructs/infrastructure/cluster';
import { Environment, type EnvironmentProps } from '../../../src/constructs/infrastructure/environment';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import { linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import type { TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import { GitOpsApp } from '../../../src/synth/gitops-app';
import { type ManifestObject, synth } from '../../../src/testing';

export function fleetApp(repository: string | null = 'https://github.com/acme/fleet'): GitOpsApp {
  return new GitOpsApp(repository === null ? {} : { repository });
}

export function clusterIn(app: App, id: string, props: Partial<ClusterProps> = {}): Cluster {
  return new Cluster(app, id, { platform: k3s(), branch: 'main', ...props });
}

export function environmentOn(cluster: Cluster, id: string, props: Partial<EnvironmentProps> = {}): Environment {
  return new Environment(cluster, id, {
    branch: id,
    profile: profiles.quick,
    traffic: linkerdSmi(),
    ...props,
  });
}

/** A workspace that holds one app, unless the apps are in the team's own repository. */
export function workspaceIn(
  environment: Environment,
  id = 'shop',
  props: Partial<TeamWorkspaceProps> = {},
): TeamWorkspace {
  const workspace = new TeamWorkspace(environment, id, { namespaces: [id], admins: [`${id}-leads`], ...props });
  if (props.source === undefined) addApp(workspace);
  return workspace;
}

export function addApp(workspace: TeamWorkspace): void {
  new ApiObject(workspace, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
}

/** One workspace in an environment `dev` of a cluster `laptop`. */
export function devWorkspace(
  props: Partial<TeamWorkspaceProps> = {},
  traffic: TrafficProvider = linkerdSmi(),
  id = 'shop',
): TeamWorkspace {
  const environment = environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev', { traffic });
  return workspaceIn(environment, id, props);
}

/** What the cluster's admins apply for a workspace. */
export function adminObjects(workspace: TeamWorkspace): ManifestObject[] {
  return synth(workspace.environment.node.findChild('Workspaces').node.findChild(workspace.name));
}

/** What a workspace adds to its cluster's own folder: the Kustomization by which the admins apply the workspace. */
export function adminSync(workspace: TeamWorkspace): ManifestObject {
  const { cluster, name } = workspace.environment;
  return only(synth(cluster), 'Kustomization', `workspace-${name}-${workspace.name}`);
}

/** The one object of a kind and name, and of a namespace where several namespaces have it. */
export function only(
  objects: readonly ManifestObject[],
  kind: string,
  name: string,
  namespace?: string,
): ManifestObject {
  const found = objects.filter(
    ({ metadata, ...object }) =>
      object.kind === kind && metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
  );
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} objects ${kind} ${name}`);
  return first;
}

/** Everything the app reports, each behind its construct path. */
export function problems(workspace: TeamWorkspace): string[] {
  return workspace.node.root.node
    .findAll()
    .flatMap(({ node }) => node.validate().map((text) => `${node.path}: ${text}`));
}
