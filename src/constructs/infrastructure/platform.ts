/**
 * What differs between kinds of cluster, as a value. {@link k3s} and {@link eks} are two; another cloud is one more
 * object of this shape and needs no change of this toolkit.
 */
export interface Platform {
  /** The platform's name, as labels and messages show it: `k3s`. */
  readonly name: string;
  /** Storage class of volumes that infrastructure asks for. */
  readonly storageClass: string;
  /** Annotations of the Service through which the ingress controller is reached. */
  readonly loadBalancerAnnotations: Readonly<Record<string, string>>;
  /** Where the cluster keeps its CNI configuration and binaries, for Linkerd's CNI plugin. */
  readonly cni: CniPaths;
  /** Label by whose values replicas are spread; nothing where the cluster has one zone. */
  readonly zoneTopologyKey?: string;
  /** Annotations that give a service account an identity in the cloud, made from a role's name or ARN. */
  readonly serviceAccountAnnotations?: (role: string) => Readonly<Record<string, string>>;
}

/** Where a node keeps its CNI files. */
export interface CniPaths {
  /** Folder of the CNI configuration on the node. */
  readonly configDirectory: string;
  /** Folder of the CNI binaries on the node. */
  readonly binDirectory: string;
}
