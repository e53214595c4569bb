import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../control-plane/kube-object';
import { checkFields, type FluxKustomization, inOrder, KUSTOMIZATION } from './flux-kustomization';

/** One object of `dist/`. */
interface AppliedObject {
  /** Path in the repository. */
  readonly file: string;
  readonly object: KubeObject;
}

/** What one Kustomization of Flux applies, and as whom. */
export interface AppliedFolder {
  /** `namespace/name` of the Kustomization. */
  readonly by: string;
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
  readonly objects: readonly AppliedObject[];
}

/** Everything that Flux applies on a cluster. */
export interface AppliedCluster {
  readonly folders: readonly AppliedFolder[];
  /** Kustomizations of other repositories, whose objects are not in ours. */
  readonly elsewhere: readonly string[];
}

/**
 * Follows Flux through the repository: from the cluster's own folder to each folder that a Kustomization in it names, in
 * dependsOn order, and so on.
 *
 * @param repository folder of the repository.
 * @param cluster name of the cluster.
 */
export function appliedOn(repository: string, cluster: string): AppliedCluster {
  const folders: AppliedFolder[] = [];
  const elsewhere: string[] = [];
  const visit = (by: string, path: string, serviceAccount: AppliedFolder['serviceAccount']): void => {
    const objects = readFolder(repository, path);
    folders.push({ by, serviceAccount, objects });
    const nested = objects.map(({ object }) => object).filter((object) => isKustomization(object));
    for (const next of inOrder(nested)) {
      checkFields(next);
      const { name, namespace = '' } = next.metadata;
      if (next.spec.sourceRef.kind !== 'GitRepository' || !existsSync(join(repository, next.spec.path))) {
        elsewhere.push(`${namespace}/${name}`);
      } else if (normalize(next.spec.path) !== normalize(path)) {
        visit(`${namespace}/${name}`, next.spec.path, { namespace, name: next.spec.serviceAccountName });
      }
    }
  };
  // What a cluster admin applies once by hand.
  const root = { namespace: 'flux-system', name: 'kustomize-controller' };
  visit('flux-system/cluster', `dist/clusters/${cluster}`, root);
  return { folders, elsewhere };
}

/** The clusters of a repository. */
export function clusterNames(repository: string): string[] {
  return readdirSync(join(repository, 'dist/clusters')).sort();
}

function isKustomization(object: KubeObject): object is FluxKustomization {
  return object.apiVersion === KUSTOMIZATION.apiVersion && object.kind === KUSTOMIZATION.kind;
}

/** The objects of the files that kustomize's file of a folder lists, definitions and namespaces first, as Flux sorts them. */
function readFolder(repository: string, path: string): AppliedObject[] {
  const folder = normalize(path);
  const { resources, ...rest } = parse(readFileSync(join(repository, folder, 'kustomization.yaml'), 'utf8')) as {
    resources: string[];
  };
  const unknown = Object.keys(rest).filter((key) => key !== 'apiVersion' && key !== 'kind');
  if (unknown.length > 0)
    throw new Error(`${folder}: ${unknown.join(', ')} must be known to e2e/fleet; teach it what kustomize does then`);
  const objects = resources.flatMap((name) => {
    const file = join(folder, name);
    const documents = parseAllDocuments(readFileSync(join(repository, file), 'utf8'));
    return documents.map((document) => ({ file, object: document.toJS() as KubeObject }));
  });
  return objects.sort((a, b) => rank(a.object) - rank(b.object));
}

const FIRST = ['CustomResourceDefinition', 'Namespace', 'ClusterRole', 'ServiceAccount', 'Role', 'RoleBinding'];

function rank({ kind }: KubeObject): number {
  const index = FIRST.indexOf(kind);
  return index < 0 ? FIRST.length : index;
}
