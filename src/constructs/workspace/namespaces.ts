import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Mesh } from './mesh';

/** What the Namespaces say besides. */
interface More {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whether Flux may delete them. @default false */
  readonly retired?: boolean;
}

/**
 * What only the Namespaces of workspaces have, so that the cluster's policies know them. Its value is the team, which may not
 * write Namespaces.
 */
export const WORKSPACE_LABEL = 'cdk8s-progressive-delivery/workspace';

/**
 * The Namespaces of a workspace. Pods must meet Kubernetes' `restricted` standard; the mesh's proxy does, since the
 * cluster's CNI plugin does what an init container with extra rights would.
 *
 * Flux never deletes them, whatever a merge takes out of its folder, until the workspace is retired.
 */
export function addNamespaces(scope: Construct, namespaces: readonly string[], mesh: Mesh, more: More = {}): void {
  const labels = {
    ...more.labels,
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
    ...(mesh === 'istio' && { 'istio-injection': 'enabled' }),
  };
  const annotations = {
    ...(more.retired !== true && { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }),
    ...more.annotations,
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
