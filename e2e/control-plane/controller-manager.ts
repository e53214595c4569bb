import { join } from 'node:path';
import type { ApiServer } from './api-server';
import { writeKubeconfig } from './kubeconfig';
import { Program } from './program';

/** Starts Kubernetes' own controllers: Deployments, quotas, namespaces, autoscalers, service accounts and the rest. */
export function startControllerManager(name: string, folder: string, api: ApiServer): Program {
  return new Program({
    program: 'kube-controller-manager',
    name: `${name}-kube-controller-manager`,
    args: [
      `--kubeconfig=${writeKubeconfig(join(folder, 'controller-manager.json'), api.admin)}`,
      `--service-account-private-key-file=${api.signingKey}`,
      `--root-ca-file=${api.caFile}`,
      '--use-service-account-credentials',
      '--leader-elect=false',
      '--secure-port=0',
      // There are no nodes.
      '--controllers=*,-node-lifecycle-controller,-node-ipam-controller',
      '--horizontal-pod-autoscaler-sync-period=1s',
    ],
  });
}
