import type { Environment } from '../infrastructure/environment';

/** The service mesh that a workspace's pods join. */
export type Mesh = 'istio' | 'linkerd' | 'none';

/** The mesh of an environment, by the way its canaries shift traffic. */
export function meshOf(environment: Environment): Mesh {
  const { provider } = environment.traffic;
  if (provider === 'istio') return 'istio';
  return provider === 'kubernetes' || provider === 'nginx' ? 'none' : 'linkerd';
}
