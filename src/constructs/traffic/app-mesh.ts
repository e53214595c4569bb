import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import type { KnownProvider, MatchedTraffic } from './known-provider';
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

/** The canary's pods, of a Deployment or a DaemonSet: Flagger's own query would take a DaemonSet's primary for its canary. */
const CANARY =
  'kubernetes_namespace="{{ namespace }}", ' +
  'kubernetes_pod_name=~"{{ target }}(-[0-9a-z]+)?-[0-9a-z]{5}", kubernetes_pod_name!~"{{ target }}-primary-.+"';

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
