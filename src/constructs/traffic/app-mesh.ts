import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import type { KnownProvider, MatchedTraffic } from './known-provider';
import { canaryPods } from './queries/canary-pods';
import { checkMeasured, type MeasuredOptions, prometheusOf } from './router-options';
import { envoyQueries } from './router-queries';
import { serviceUrl, type TrafficBinding } from './traffic-provider';

/** Options of {@link appMesh}: of the older API with the mesh's name, which the newer takes from the namespace's labels. */
export type AppMeshOptions = MeasuredOptions & {
  /** Host names of the services that the workload calls. @default - none */
  readonly backends?: readonly string[];
} & (
    | {
        /** Version of App Mesh's API. @default 'v1beta2' */
        readonly version?: 'v1beta2';
        /** Not with `v1beta2`. */
        readonly meshName?: never;
      }
    | {
        /** Version of App Mesh's API. */
        readonly version: 'v1beta1';
        /** Name of the mesh. */
        readonly meshName: string;
      }
  );

/**
 * What comes in at the canary's pods. Flagger's own query counts what these ask of others too, and takes a DaemonSet's primary for
 * its canary.
 */
const CANARY = `${canaryPods('kubernetes_namespace', 'kubernetes_pod_name')}, envoy_cluster_name=~"cds_ingress_.+"`;

/**
 * AWS App Mesh, whose support AWS ended in 2026: Flagger writes virtual nodes, routers and services. It tells App Mesh of
 * several headers as ones that a request must have all: an A/B test has one header or one cookie.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   provider: appMesh({ backends: ['queue.shop'] }),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export function appMesh(options: AppMeshOptions = {}): KnownProvider<'appmesh' | 'appmesh:v1beta2', MatchedTraffic> {
  return {
    provider: options.version === 'v1beta1' ? 'appmesh' : 'appmesh:v1beta2',
    capabilities: {
      weights: true,
      match: { operators: ['exact', 'prefix', 'suffix', 'regex'], cookie: 'regex', single: true, joined: true },
      mirror: [],
    },
    metrics: envoyQueries('appmesh', prometheusOf(options), CANARY),
    bind: (target) => ({ ...serviceFields(options), entry: { url: serviceUrl(target) }, problems: check(options) }),
  };
}

function serviceFields({ meshName, backends }: AppMeshOptions): Pick<TrafficBinding, 'service'> {
  return { service: { ...(meshName !== undefined && { meshName }), ...(backends && { backends }) } };
}

function check(options: AppMeshOptions): Problem[] {
  const { meshName } = options;
  return [
    ...(meshName === undefined ? [] : checkSubdomainName('provider.meshName', meshName)),
    ...checkMeasured(options),
  ];
}
