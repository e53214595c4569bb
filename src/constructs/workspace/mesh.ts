import type { Mesh } from '../../manifest/quota/mesh-proxy';
import type { Problem } from '../../model/problem';
import type { Cluster } from '../infrastructure/cluster';
import type { Environment } from '../infrastructure/environment';

const LINKERD = 'linkerd-control-plane';

/** Each mesh that infrastructure may hold, the plugin that it needs here, and the function that installs both. */
const PLUGINS = [
  { mesh: LINKERD, title: 'Linkerd', plugin: 'linkerd-cni', call: 'linkerd()' },
  { mesh: 'istiod', title: 'Istio', plugin: 'istio-cni', call: 'istio()' },
];

export type { Mesh } from '../../manifest/quota/mesh-proxy';

/** What of an environment says which mesh its pods join. */
type MeshEnvironment = Pick<Environment, 'traffic'> & {
  readonly cluster: Pick<Cluster, 'name'> & Partial<Pick<Cluster, 'components'>>;
};

const NONE: ReadonlySet<string> = new Set();

/**
 * The mesh of an environment: the one that its canaries shift traffic with, or else the one that its cluster installs.
 * Gateway API says nothing about the mesh; where the cluster's infrastructure is not declared here either, it is Linkerd.
 */
export function meshOf({ traffic, cluster }: MeshEnvironment): Mesh {
  const { provider } = traffic;
  if (provider === 'istio') return 'istio';
  if (provider === 'linkerd' || provider.startsWith('smi:')) return 'linkerd';
  const { components = NONE } = cluster;
  if (components.has(LINKERD)) return 'linkerd';
  if ([...components].some((name) => name.startsWith('istio'))) return 'istio';
  return provider.startsWith('gatewayapi') && components.size === 0 ? 'linkerd' : 'none';
}

/** A mesh needs its CNI plugin here: pods with its init container break the workspace's Pod Security level. */
export function checkMesh({ cluster }: Environment): Problem[] {
  const { components } = cluster;
  return PLUGINS.filter(({ mesh, plugin }) => components.has(mesh) && !components.has(plugin)).map(
    ({ title, call }) => ({
      prop: `infrastructure of cluster ${cluster.name}`,
      must: `have ${title}'s CNI plugin, since workspaces keep the Pod Security level restricted`,
      got: [...components],
      remedy: `use ${call} without cni: false`,
    }),
  );
}
