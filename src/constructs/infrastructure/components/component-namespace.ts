import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClusterFacts } from '../infrastructure-component';

/** Props of a component's namespace. */
export interface ComponentNamespaceProps {
  /** Pod Security level that its pods must keep. */
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged';
  /** Further labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Makes a component's namespace as the file `namespace.yaml`. */
export function addNamespace(folder: Construct, name: string, props: ComponentNamespaceProps): void {
  new ApiObject(folder, 'namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'pod-security.kubernetes.io/enforce': props.podSecurity, ...props.labels },
      ...(props.annotations && { annotations: { ...props.annotations } }),
    },
  });
}

/** The annotation with which Linkerd's injector adds its proxy, on clusters that have Linkerd. */
export function injection(cluster: ClusterFacts): Record<string, string> {
  return cluster.components.has('linkerd-control-plane') ? { 'linkerd.io/inject': 'enabled' } : {};
}

/**
 * The strictest Pod Security level under which a namespace's pods can be meshed: without Linkerd's CNI plugin every pod
 * gets an init container that changes the node's packet filter, which only `privileged` allows.
 */
export function meshedPodSecurity(cluster: ClusterFacts): 'restricted' | 'privileged' {
  const meshed = cluster.components.has('linkerd-control-plane');
  return meshed && !cluster.components.has('linkerd-cni') ? 'privileged' : 'restricted';
}
