import type { Environment } from '../infrastructure/environment';

/** The service mesh that a workspace's pods join. */
export type Mesh = 'istio' | 'linkerd' | 'none';

/**
 * The mesh of an environment: the one that its canaries shift traffic with, or else the one that its cluster installs.
 * Gateway API says nothing about the mesh; where the cluster's infrastructure is not declared here either, it is Linkerd.
 */
export function meshOf(environment: Environment): Mesh {
  const { traffic, cluster } = environment;
  const { provider } = traffic;
  if (provider === 'istio') return 'istio';
  if (provider === 'linkerd' || provider === 'smi:v1alpha2') return 'linkerd';
  const components = [...cluster.components];
  if (components.some((name) => name.startsWith('linkerd'))) return 'linkerd';
  if (components.some((name) => name.startsWith('istio'))) return 'istio';
  return provider.startsWith('gatewayapi') && components.length === 0 ? 'linkerd' : 'none';
}
