import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Mesh } from './mesh';

/**
 * The Namespaces of a workspace. Pods must meet Kubernetes' `restricted` standard; the mesh's proxy does, since the
 * cluster's CNI plugin does what an init container with extra rights would.
 */
export function addNamespaces(scope: Construct, namespaces: readonly string[], mesh: Mesh): void {
  const labels = {
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
    ...(mesh === 'istio' && { 'istio-injection': 'enabled' }),
  };
  const annotations = mesh === 'linkerd' ? { 'linkerd.io/inject': 'enabled' } : undefined;
  for (const name of namespaces) {
    new ApiObject(scope, name, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels, ...(annotations && { annotations }) },
    });
  }
}
