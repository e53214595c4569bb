import type { Platform } from 'cdk8s-progressive-delivery';

/** kind: Kubernetes in containers of one machine, with local volumes and no load balancers. */
export function kind(): Platform {
  return {
    name: 'kind',
    storageClass: 'standard',
    loadBalancerAnnotations: {},
    cni: { configDirectory: '/etc/cni/net.d', binDirectory: '/opt/cni/bin' },
    singleNode: true,
  };
}
