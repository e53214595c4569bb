import { join } from 'node:path';
import type { ApiServer } from './api-server';
import { writeKubeconfig } from './kubeconfig';
import { Program } from './program';

// There are no nodes, so none to look after and none to reach Pods on; trying it again and again would be most of what is
// logged. And a certificate that the API server has signed for itself cannot be published as an authority.
const LEFT_OUT = [
  'node-lifecycle-controller',
  'node-ipam-controller',
  'endpoints-controller',
  'endpointslice-controller',
  'endpointslice-mirroring-controller',
  'kube-apiserver-serving-clustertrustbundle-publisher-controller',
];

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
      `--controllers=${['*', ...LEFT_OUT.map((name) => `-${name}`)].join(',')}`,
      '--horizontal-pod-autoscaler-sync-period=1s',
    ],
  });
}
