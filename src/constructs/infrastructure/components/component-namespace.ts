import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClusterFacts } from '../infrastructure-component';

const MESHES = [
  { mesh: 'linkerd-control-plane', plugin: 'linkerd-cni' },
  { mesh: 'istiod', plugin: 'istio-cni' },
];

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

/** The pod label with which Istio's injector adds its proxy. */
export const ISTIO_INJECTION = { 'sidecar.istio.io/inject': 'true' } as const;

/** The annotation with which Linkerd's injector adds its proxy, on clusters that have Linkerd. */
export function injection(cluster: ClusterFacts): Record<string, string> {
  return cluster.components.has('linkerd-control-plane') ? { 'linkerd.io/inject': 'enabled' } : {};
}

/**
 * The strictest Pod Security level under which a namespace's pods can be meshed: without the mesh's CNI plugin every
 * pod gets an init container that changes the packet filter, which only `privileged` allows.
 */
export function meshedPodSecurity(cluster: ClusterFacts): 'restricted' | 'privileged' {
  const { components } = cluster;
  const withoutPlugin = MESHES.some(({ mesh, plugin }) => components.has(mesh) && !components.has(plugin));
  return withoutPlugin ? 'privileged' : 'restricted';
}
