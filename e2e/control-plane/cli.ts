// `npm run e2e -- cluster [NAME]`: starts an empty control plane, says how to use it, and stops it when told to.
import { join } from 'node:path';
import { startControlPlane } from './control-plane';
import { writeKubeconfig } from './kubeconfig';

async function main(name = 'cluster'): Promise<void> {
  const plane = await startControlPlane(name);
  // Repeated, because npm passes on a Ctrl-C that the terminal has sent to all of us already.
  const told = new Promise((resolve) => process.on('SIGTERM', resolve));
  const file = writeKubeconfig(join(plane.folder, 'kubeconfig.json'), plane.kube.credentials);
  console.log(`${name} runs, without nodes: each Pod is said to run and to be ready. Ctrl-C stops and removes it.

  export KUBECONFIG=${file}
  kubectl get namespaces
  npm run e2e -- admission --kubeconfig laptop=${file}
`);
  await told;
  await plane.stop();
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
