import type { Platform } from './platform';

/** A component that K3s brings along, as its option `--disable` spells it. */
export type K3sComponent = 'coredns' | 'local-storage' | 'metrics-server' | 'runtimes' | 'servicelb' | 'traefik';

/** What may differ between K3s clusters. */
export interface K3sOptions {
  /** Whether the cluster is one machine. @default true */
  readonly singleNode?: boolean;
  /**
   * The bundled components that its servers are started without: what they are given as `--disable`. The cluster cannot be
   * told by Git.
   *
   * @default ['traefik'], since ingress-nginx and Istio's gateway want the same ports
   */
  readonly disable?: readonly K3sComponent[];
  /** Storage class of volumes; without `local-storage`, another one. @default 'local-path' */
  readonly storageClass?: string;
}

const TRAEFIK = {
  name: 'Traefik',
  switchOff: "start K3s with --disable=traefik and name it in k3s({ disable: ['traefik'] })",
};

/**
 * K3s 1.31 or newer: local volumes, its own service load balancer, CNI files below `/var/lib/rancher`.
 *
 * Its network policy controller must run: with `--disable-network-policy` workspaces are not isolated, unless another CNI
 * enforces their policies. Its metrics-server is what apps are autoscaled by.
 *
 * @example
 * new Cluster(app, 'laptop', { platform: k3s() });
 */
export function k3s(options: K3sOptions = {}): Platform {
  const { singleNode = true, disable = ['traefik'], storageClass = 'local-path' } = options;
  return {
    name: 'k3s',
    storageClass,
    loadBalancerAnnotations: {},
    cni: {
      configDirectory: '/var/lib/rancher/k3s/agent/etc/cni/net.d',
      binDirectory: '/var/lib/rancher/k3s/data/cni',
    },
    singleNode,
    fluxClusterType: 'kubernetes',
    ...(!disable.includes('traefik') && { bundledIngress: TRAEFIK }),
  };
}
