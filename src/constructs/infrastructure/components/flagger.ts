import { addHelmChart } from '../helm-chart';
import type { FlaggerFacts, InfrastructureComponent } from '../infrastructure-component';
import { report } from '../../report';
import { addNamespace, meshedPodSecurity } from './component-namespace';
import { addAggregatedRoles } from './flagger-roles';
import { RESTRICTED_CONTAINER } from './high-availability';
import { NAMESPACES, PROMETHEUS_URL } from '../../../model/platform-namespaces';

/** What Flagger needs to know of the cluster. */
export interface FlaggerOptions extends FlaggerFacts {
  /**
   * Refuses canaries that name a MetricTemplate, AlertProvider or upstream of another namespace.
   *
   * @default true
   */
  readonly noCrossNamespaceRefs?: boolean;
}

/**
 * Flagger, which rolls canaries out: two replicas of which one works, in the namespace `flagger-system`.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [
 *     infrastructure.certManager(),
 *     ...infrastructure.linkerd(),
 *     infrastructure.prometheus(),
 *     infrastructure.flagger({ meshProvider: 'linkerd' }),
 *   ],
 * });
 */
export function flagger(options: FlaggerOptions): InfrastructureComponent {
  const { meshProvider, metricsServer = PROMETHEUS_URL, noCrossNamespaceRefs = true } = options;
  const external = options.metricsServer !== undefined;
  return {
    name: 'flagger',
    flagger: { meshProvider, metricsServer },
    dependsOn: external ? [] : ['prometheus'],
    after: ['gateway-api', 'linkerd-control-plane', 'linkerd-smi', 'istiod', 'ingress-nginx'],
    build: (folder, cluster) => {
      if (!/^https?:\/\/./.test(metricsServer)) {
        const remedy = `write it like ${JSON.stringify(PROMETHEUS_URL)}`;
        report(folder, [{ prop: 'metricsServer', must: 'be an http:// or https:// URL', got: metricsServer, remedy }]);
      }
      addNamespace(folder, NAMESPACES.flagger, { podSecurity: meshedPodSecurity(cluster) });
      addAggregatedRoles(folder);
      addHelmChart(folder, {
        chart: 'flagger',
        targetNamespace: NAMESPACES.flagger,
        values: {
          ...{ meshProvider, metricsServer, noCrossNamespaceRefs },
          clusterName: cluster.name,
          // The chart's `crds/` folder holds the definitions, and Flux replaces those at every upgrade.
          crd: { create: false },
          leaderElection: { enabled: true, replicaCount: 2 },
          podDisruptionBudget: { enabled: true, minAvailable: 1 },
          podMonitor: { enabled: false },
          securityContext: { enabled: true, context: { ...RESTRICTED_CONTAINER, runAsUser: 10001 } },
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '512Mi' } },
        },
      });
    },
  };
}
