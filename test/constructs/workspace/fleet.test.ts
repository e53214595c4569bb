import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import { fleet } from '../../../src/fleet/fleet';
import { type ManifestObject, Manifests, synth } from '../../../src/testing';
import { adminObjects, fleetApp } from './fixture';
import { may } from './rbac';

const app = fleetApp();
fleet(app);
const workspaces = app.node.findAll().filter((construct) => construct instanceof TeamWorkspace);

describe("this repository's own teams", () => {
  test.each(workspaces.map((workspace) => [workspace.node.path, workspace] as const))(
    'what %s holds, its account may apply',
    (_path, workspace) => {
      const { home, serviceAccountName } = workspace;
      const admin = adminObjects(workspace);
      const apps = appsOf(workspace);
      expect(apps.length).toBeGreaterThan(5);
      const refused = apps.filter((object) => {
        const request = { ...target(object), namespace: object.metadata.namespace ?? '' };
        const verbs = ['get', 'create', 'patch', 'delete'];
        return !verbs.every((verb) => may(admin, `ServiceAccount ${home}/${serviceAccountName}`, { verb, ...request }));
      });
      expect(refused.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toStrictEqual([]);
    },
  );
});

/** What a team runs, from wherever its repository is. */
function appsOf(workspace: TeamWorkspace): readonly ManifestObject[] {
  if (workspace.name !== 'checkout') return synth(workspace);
  return Manifests.fromDir(`examples/team-repo/dist/apps/${workspace.environment.name}/checkout`).objects;
}

/** The API group and the resource of an object; every kind here has a plural by rule. */
function target({ apiVersion, kind }: ManifestObject): { group: string; resource: string } {
  const singular = kind.toLowerCase();
  const resource = singular.endsWith('s') ? `${singular}es` : `${singular}s`.replace(/([^aeiou])ys$/, '$1ies');
  return { group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '', resource };
}
