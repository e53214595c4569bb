import type { Platform } from './platform';

/** What may differ between K3s clusters. */
export interface K3sOptions {
  /** Whether the cluster is one machine. @default true */
  readonly singleNode?: boolean;
}

/**
 * K3s 1.31 or newer: local volumes, its own service load balancer, CNI files below `/var/lib/rancher`.
 *
 * K3s brings Traefik along; start it with `--disable=traefik`, since ingress-nginx wants the same ports.
 *
 * @example
 * new Cluster(app, 'laptop', { platform: k3s() });
 */
export function k3s(options: K3sOptions = {}): Platform {
  return {
    name: 'k3s',
    storageClass: 'local-path',
    loadBalancerAnnotations: {},
    cni: {
      configDirectory: '/var/lib/rancher/k3s/agent/etc/cni/net.d',
      binDirectory: '/var/lib/rancher/k3s/data/cni',
    },
    singleNode: options.singleNode ?? true,
    fluxClusterType: 'kubernetes',
    switchOff: ['traefik'],
  };
}
