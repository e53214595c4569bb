import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../control-plane/kube-object';
import { checkFields, type FluxKustomization, inOrder, KUSTOMIZATION } from './flux-kustomization';

const PROJECT = resolve(__dirname, '../..');

/** Repositories besides the fleet's own whose files are here, by URL: folders of this project. */
const OTHERS: ReadonlyMap<string, string> = new Map([['https://github.com/acme/checkout', 'examples/team-repo']]);

/** One object of `dist/`. */
interface AppliedObject {
  /** Path in this project. */
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
  /** Kustomizations of other repositories, whose objects are not here. */
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
  const visit = (by: string, place: Place, serviceAccount: AppliedFolder['serviceAccount']): void => {
    const objects = readFolder(place);
    folders.push({ by, serviceAccount, objects });
    const nested = objects.map(({ object }) => object);
    for (const next of inOrder(nested.filter((object) => isKustomization(object)))) {
      checkFields(next);
      const { name, namespace = '' } = next.metadata;
      const there = placeOf(next, nested, repository);
      if (there === undefined) elsewhere.push(`${namespace}/${name}`);
      else if (there.root !== place.root || there.path !== place.path) {
        const account = { namespace, name: next.spec.serviceAccountName };
        visit(`${namespace}/${name}`, there, account);
        checkNamespace(next, folders.at(-1)?.objects ?? []);
      }
    }
  };
  // What a cluster admin applies once by hand.
  const root = { namespace: 'flux-system', name: 'kustomize-controller' };
  visit('flux-system/cluster', { root: repository, label: '', path: `dist/clusters/${cluster}` }, root);
  return { folders, elsewhere };
}

/** The clusters of a repository. */
export function clusterNames(repository: string): string[] {
  return readdirSync(join(repository, 'dist/clusters')).sort();
}

function isKustomization(object: KubeObject): object is FluxKustomization {
  return object.apiVersion === KUSTOMIZATION.apiVersion && object.kind === KUSTOMIZATION.kind;
}

/** A folder of a repository. */
interface Place {
  /** The repository's folder. */
  readonly root: string;
  /** What it is called in this project; empty for the fleet's own. */
  readonly label: string;
  readonly path: string;
}

interface GitSource extends KubeObject {
  readonly spec: { readonly url: string };
}

/** Where the files of a Kustomization are, if they are here; its source may be declared beside it. */
function placeOf(
  { metadata, spec }: FluxKustomization,
  beside: readonly KubeObject[],
  repository: string,
): Place | undefined {
  if (spec.sourceRef.kind !== 'GitRepository') return undefined;
  const source = beside.find(
    (object): object is GitSource =>
      object.kind === 'GitRepository' &&
      object.metadata.name === spec.sourceRef.name &&
      object.metadata.namespace === metadata.namespace,
  );
  const label = source === undefined ? '' : (OTHERS.get(source.spec.url) ?? '');
  const root = label === '' ? repository : join(PROJECT, label);
  return existsSync(join(root, spec.path)) ? { root, label, path: normalize(spec.path) } : undefined;
}

/** Flux puts everything into the target namespace; here it must be there already. */
function checkNamespace({ metadata, spec }: FluxKustomization, objects: readonly AppliedObject[]): void {
  const { targetNamespace } = spec;
  const other = objects.find(({ object }) => object.metadata.namespace !== targetNamespace);
  if (targetNamespace === undefined || other === undefined) return;
  throw new Error(
    `Kustomization ${metadata.name}: ${other.file} must be in ${targetNamespace}, got ${other.object.metadata.namespace ?? 'no namespace'}`,
  );
}

/** The objects of the files that kustomize's file of a folder lists, definitions and namespaces first, as Flux sorts them. */
function readFolder({ root, label, path }: Place): AppliedObject[] {
  const folder = normalize(path);
  const { resources, ...rest } = parse(readFileSync(join(root, folder, 'kustomization.yaml'), 'utf8')) as {
    resources: string[];
  };
  const unknown = Object.keys(rest).filter((key) => key !== 'apiVersion' && key !== 'kind');
  if (unknown.length > 0)
    throw new Error(`${folder}: ${unknown.join(', ')} must be known to e2e/fleet; teach it what kustomize does then`);
  const objects = resources.flatMap((name) => {
    const file = join(label, folder, name);
    const documents = parseAllDocuments(readFileSync(join(root, folder, name), 'utf8'));
    return documents.map((document) => ({ file, object: document.toJS() as KubeObject }));
  });
  return objects.sort((a, b) => rank(a.object) - rank(b.object));
}

const FIRST = ['CustomResourceDefinition', 'Namespace', 'ClusterRole', 'ServiceAccount', 'Role', 'RoleBinding'];

function rank({ kind }: KubeObject): number {
  const index = FIRST.indexOf(kind);
  return index < 0 ? FIRST.length : index;
}
