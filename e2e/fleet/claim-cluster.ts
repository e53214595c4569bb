import { resolve } from 'node:path';
import type { ControlPlane } from '../control-plane/control-plane';
import { KubeError } from '../control-plane/kube-connection';
import { appliedOn } from './applied-files';

const REPOSITORY = resolve(__dirname, '../..');
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };
const TAKEN = 409;

/** That of Flux, which makes all others. */
const FIRST = 'flux-system';

/**
 * Makes the first namespace on a cluster. Throws when the fleet may have been there before: what a test would then judge is
 * not this commit's, and what it would change may be dear to somebody. Of two that claim a cluster at once one is refused.
 */
export async function claimCluster({ kube, name }: ControlPlane): Promise<void> {
  const present = await kube.list(NAMESPACE);
  const wanted = new Set([FIRST, ...namespacesOf(name)]);
  const found = present.map(({ metadata }) => metadata.name).filter((namespace) => wanted.has(namespace));
  if (found.length > 0) throw claimed(name, found);
  try {
    const body = { ...NAMESPACE, metadata: { name: FIRST } };
    await kube.raw('POST', '/api/v1/namespaces?fieldManager=installer', body);
  } catch (error) {
    throw error instanceof KubeError && error.status === TAKEN ? claimed(name, [FIRST]) : error;
  }
}

function namespacesOf(cluster: string): string[] {
  const objects = appliedOn(REPOSITORY, cluster).folders.flatMap((folder) => folder.objects);
  return objects.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata.name);
}

function claimed(name: string, namespaces: readonly string[]): Error {
  const got = `namespaces ${namespaces.join(', ')}`;
  return new Error(
    `cluster ${name} must have nothing of the fleet, got ${got}; give each test file a new, throw-away cluster`,
  );
}
