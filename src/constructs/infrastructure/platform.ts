/**
 * What differs between kinds of cluster, as a value. {@link k3s} and {@link eks} are two; another cloud is one more
 * object of this shape and needs no change of this toolkit.
 *
 * @example
 * const bare: Platform = {
 *   name: 'bare',
 *   storageClass: 'ceph-block',
 *   loadBalancerAnnotations: {},
 *   cni: { configDirectory: '/etc/cni/net.d', binDirectory: '/opt/cni/bin' },
 * };
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
  /** Label by whose values replicas are spread. @default - the cluster has one zone; replicas are spread over nodes */
  readonly zoneTopologyKey?: string;
  /** Whether all pods share one node, so that no replica may insist on another one. @default false */
  readonly singleNode?: boolean;
  /** Annotations that give a service account an identity in the cloud, made from a role's name or ARN. @default - service accounts have none */
  readonly serviceAccountAnnotations?: (role: string) => Readonly<Record<string, string>>;
  /** The kind of cluster in the Flux operator's words. @default 'kubernetes' */
  readonly fluxClusterType?: 'kubernetes' | 'openshift' | 'aws' | 'azure' | 'gcp';
  /** The ingress controller that the cluster brings along and that runs: it has the ports that one of ours would want. @default - none */
  readonly bundledIngress?: BundledIngress;
}

/** An ingress controller that a cluster brings along. */
export interface BundledIngress {
  /** Its name: `Traefik`. */
  readonly name: string;
  /** How it is switched off, as messages say it. */
  readonly switchOff: string;
}

/** Where a node keeps its CNI files. */
export interface CniPaths {
  /** Folder of the CNI configuration on the node. */
  readonly configDirectory: string;
  /** Folder of the CNI binaries on the node. */
  readonly binDirectory: string;
}
