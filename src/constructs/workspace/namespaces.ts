import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Mesh } from './mesh';

/**
 * The Namespaces of a workspace. Pods must meet Kubernetes' `restricted` standard; the mesh's proxy does, since the
 * cluster's CNI plugin does what an init container with extra rights would.
 *
 * Flux never deletes them, whatever a merge takes out of its folder, until the workspace is retired.
 */
export function addNamespaces(scope: Construct, namespaces: readonly string[], mesh: Mesh, retired = false): void {
  const labels = {
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
    ...(mesh === 'istio' && { 'istio-injection': 'enabled' }),
  };
  const annotations = {
    ...(!retired && { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }),
    ...(mesh === 'linkerd' && { 'linkerd.io/inject': 'enabled' }),
  };
  const annotated = Object.keys(annotations).length > 0;
  for (const name of namespaces) {
    new ApiObject(scope, name, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels, ...(annotated && { annotations }) },
    });
  }
}
