import { Kube } from './kube';
import { readKubeconfig } from './read-kubeconfig';
import { note } from './run';

/**
 * A client of a cluster that somebody else has started: kind, k3d, K3s. Pods are run there by its own kubelets.
 *
 * @param name of the fleet's cluster that it stands for.
 * @param file its kubeconfig, of an admin.
 */
export async function connectGiven(name: string, file: string): Promise<Kube> {
  const kube = new Kube(readKubeconfig(file));
  try {
    const { gitVersion } = (await kube.raw('GET', '/version')) as { readonly gitVersion: string };
    note(`${name}: judged by the given cluster, Kubernetes ${gitVersion}`);
    return kube;
  } catch (error) {
    kube.close();
    const { server } = kube.credentials;
    throw new Error(
      `cluster ${name} must answer at ${server}, got ${reasonOf(error)}; see whether that of ${file} runs`,
    );
  }
}

/** Of a connection that it has tried in several ways Node says no more than a code. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message === '' ? (code ?? 'nothing') : message;
}
