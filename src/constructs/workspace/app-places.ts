import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import { isShipped } from './team-rules';

/** The folder of the output tree that holds a team's apps, the same in the fleet's repository and in the team's own. */
export function appsFolder(environment: string, team: string): string {
  return `apps/${environment}/${team}`;
}

/** The objects below a construct. */
export function objectsBelow(construct: Construct): ApiObject[] {
  return construct.node.findAll().filter((found): found is ApiObject => found instanceof ApiObject);
}

/**
 * Checks that a team's objects are in the team's namespaces. The team's account may write to no others, and Flux would
 * refuse the whole folder.
 *
 * @param construct what holds the objects.
 * @param namespaces the team's.
 * @param remedy what to do about an object elsewhere.
 */
export function checkPlaces(construct: Construct, namespaces: readonly string[], remedy: string): Problem[] {
  if (namespaces.length === 0) return [];
  const must = `be one of the workspace's namespaces, ${namespaces.join(', ')}`;
  return objectsBelow(construct)
    .filter(({ metadata: { namespace } }) => namespace !== undefined && !namespaces.includes(namespace))
    .map(({ node, metadata }) => ({
      prop: `${node.path.slice(construct.node.path.length + 1)}: namespace`,
      must,
      got: metadata.namespace,
      remedy,
    }));
}

/** Checks that a team's objects are of kinds that the team's account may apply: Flux would refuse the whole folder. */
export function checkKinds(construct: Construct): Problem[] {
  return objectsBelow(construct)
    .filter(({ apiVersion, kind }) => !isShipped(apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '', kind))
    .map(({ node, apiVersion, kind }) => ({
      prop: `${node.path.slice(construct.node.path.length + 1)}: kind`,
      must: "be one that the team's service account may apply",
      got: `${apiVersion} ${kind}`,
      remedy: "have the cluster's admins apply it, from a folder of their own",
    }));
}
