import {
  HelmRelease,
  HelmRepository,
  type InfrastructureComponent,
  type TrafficProvider,
} from 'cdk8s-progressive-delivery';
import { ApiObject } from 'cdk8s';

const NAMESPACE = 'traefik';

/** Where Traefik's pods listen, and in which namespace: a workspace's network must let them in. */
export const TRAEFIK = { namespace: NAMESPACE, entryPoint: 'web' } as const;

/**
 * Traefik moves the traffic: Flagger writes a TraefikService of the app's name, and an IngressRoute sends requests to it.
 *
 * @param domain the apps' host names are `<app>.<domain>`.
 */
export function traefik(domain: string): TrafficProvider {
  return {
    provider: 'traefik',
    capabilities: { weights: true, mirror: [] },
    bind: ({ serviceName }) => ({
      entry: { url: `http://traefik.${NAMESPACE}`, host: `${serviceName}.${domain}` },
    }),
  };
}

/** Traefik itself, as part of a cluster's infrastructure. */
export function traefikProxy(): InfrastructureComponent {
  return {
    name: 'traefik',
    build: (folder, { platform }) => {
      new ApiObject(folder, 'namespace', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      });
      new HelmRepository(folder, 'repository', { name: 'traefik', url: 'https://traefik.github.io/charts' });
      new HelmRelease(folder, 'release', {
        name: 'traefik',
        chart: { name: 'traefik', version: '41.3.0', repository: 'traefik' },
        targetNamespace: NAMESPACE,
        values: {
          deployment: { podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9100' } },
          service: {
            annotations: platform.loadBalancerAnnotations,
            spec: { type: platform.singleNode === true ? 'NodePort' : 'LoadBalancer' },
          },
        },
      });
    },
  };
}
