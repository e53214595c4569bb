import { ApiObject } from 'cdk8s';
import type { Construct, Node } from 'constructs';
import { apiGroupOf } from '../../model/api-group';
import type { Problem } from '../../model/problem';
import { checkAdmitted } from './admission-problems';
import { isShipped } from './team-rules';

/** What a workspace must say for its team to ship a kind that not every team does. */
const REMEDIES: Readonly<Record<string, string>> = {
  Secret: 'encrypt it with SOPS and give the workspace decryption, or use an ExternalSecret',
  ExternalSecret: "name its store in the workspace's secretStores",
};

/** Where the kinds are that a workspace's lists let its team ship. */
const FLUX = ['helm.toolkit.fluxcd.io', 'kustomize.toolkit.fluxcd.io', 'source.toolkit.fluxcd.io'];

/** The folder of the output tree that holds a team's apps, the same in the fleet's repository and in the team's own. */
export function appsFolder(environment: string, team: string): string {
  return `apps/${environment}/${team}`;
}

/** The objects below a construct. */
export function objectsBelow(construct: Construct): ApiObject[] {
  return construct.node.findAll().filter((found): found is ApiObject => found instanceof ApiObject);
}

/** Where a team's objects may be. */
interface Places {
  /** The team's namespaces. */
  readonly namespaces: readonly string[];
  /** What to do about an object elsewhere. */
  readonly remedy: string;
  /** Kinds that this team ships besides those of all teams, with their API group before a slash. */
  readonly also: readonly string[];
}

/**
 * Checks that a team's objects are what the team's account may apply: in the team's namespaces, of kinds that a team
 * ships, and nothing that the workspace's admission policies refuse. Flux would refuse the whole folder.
 *
 * @param chart what holds the objects.
 * @param objects all of them.
 * @param places where they may be.
 */
export function checkObjects(chart: Construct, objects: readonly ApiObject[], places: Places): Problem[] {
  return [
    ...checkPlaces(chart, objects, places),
    ...checkKinds(chart, objects, places),
    ...checkAdmitted(chart, objects),
  ];
}

function checkPlaces(chart: Construct, objects: readonly ApiObject[], { namespaces, remedy }: Places): Problem[] {
  if (namespaces.length === 0) return [];
  const must = `be one of the workspace's namespaces, ${namespaces.join(', ')}`;
  return objects
    .filter(({ metadata: { namespace } }) => namespace !== undefined && !namespaces.includes(namespace))
    .map(({ node, metadata }) => ({
      prop: `${pathBelow(chart, node)}: namespace`,
      must,
      got: metadata.namespace,
      remedy,
    }));
}

function checkKinds(chart: Construct, objects: readonly ApiObject[], { also }: Places): Problem[] {
  return objects
    .filter(({ apiVersion, kind }) => {
      const group = apiGroupOf(apiVersion);
      return !isShipped(group, kind) && !also.includes(group === '' ? kind : `${group}/${kind}`);
    })
    .map(({ node, apiVersion, kind }) => ({
      prop: `${pathBelow(chart, node)}: kind`,
      must: "be one that the team's service account may apply",
      got: `${apiVersion} ${kind}`,
      remedy: remedyFor(apiGroupOf(apiVersion), kind),
    }));
}

function remedyFor(group: string, kind: string): string {
  if (FLUX.includes(group)) return 'give the workspace allow.repositories or allow.charts';
  return REMEDIES[kind] ?? "have the cluster's admins apply it, from a folder of their own";
}

/** Where an object is below a chart. */
export function pathBelow(chart: Construct, node: Node): string {
  return node.path.slice(chart.node.path.length + 1);
}
