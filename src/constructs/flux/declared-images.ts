import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { outputDirectoryOf } from '../../model/output-directory';

type Kind = 'ImageRepository' | 'ImagePolicy';

/** The image objects of each app, by the cluster that they are applied to and their kind. */
const DECLARED = new WeakMap<IConstruct, Map<string, Set<string>>>();

/** Remembers an object, so that what refers to it can be checked when all constructs are made. */
export function declareImage(construct: IConstruct, kind: Kind, namespace: string, name: string): void {
  setOf(construct.node.root, clusterOf(construct), kind).add(`${namespace}:${name}`);
}

/** The objects of a kind on the cluster that a construct is applied to, as `<namespace>:<name>`. */
export function declaredBeside(construct: IConstruct, kind: Kind): ReadonlySet<string> {
  return setOf(construct.node.root, clusterOf(construct), kind);
}

/** The ImagePolicies of a cluster, as `<namespace>:<name>`. Those of plain charts count everywhere: nobody knows where they go. */
export function declaredPolicies(root: IConstruct, cluster: string): ReadonlySet<string> {
  return new Set([...setOf(root, cluster, 'ImagePolicy'), ...setOf(root, '', 'ImagePolicy')]);
}

function setOf(root: IConstruct, cluster: string, kind: Kind): Set<string> {
  const all = DECLARED.get(root) ?? new Map<string, Set<string>>();
  DECLARED.set(root, all);
  const key = `${cluster} ${kind}`;
  const found = all.get(key) ?? new Set<string>();
  all.set(key, found);
  return found;
}

function clusterOf(construct: IConstruct): string {
  return outputDirectoryOf(Chart.of(construct))?.cluster ?? '';
}
