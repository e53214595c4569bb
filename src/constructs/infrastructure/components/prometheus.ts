import type { Duration } from '../../../model/duration';
import { addHelmChart } from '../helm-chart';
import type { ClusterFacts, InfrastructureComponent } from '../infrastructure-component';
import { addNamespace } from './component-namespace';
import { RESTRICTED_CONTAINER } from './high-availability';
import { linkerdScrapeConfigs } from './linkerd-scrape-configs';
import { NAMESPACES } from '../../../model/platform-namespaces';

/** What may differ between installations of Prometheus. */
export interface PrometheusOptions {
  /** Time between two readings; an analysis window must hold at least two. @default '10s' */
  readonly scrapeInterval?: Duration;
  /** How long readings are kept, in Prometheus' notation. @default '15d' */
  readonly retention?: string;
  /** Size of the volume. @default '8Gi' */
  readonly size?: string;
  /**
   * Installs kube-state-metrics, which knows what pods ask for and how often they have restarted. It may read pods only.
   *
   * @default false
   */
  readonly kubeStateMetrics?: boolean;
}

/**
 * The Prometheus that analyses and dashboards ask, in the namespace `monitoring`: annotated pods, which those of Istio
 * are, ingress-nginx and, on clusters that have it, Linkerd. No Alertmanager, node exporter or push gateway.
 *
 * @example
 * new Cluster(app, 'laptop', { platform: k3s(), infrastructure: [infrastructure.prometheus({ retention: '2d' })] });
 */
export function prometheus(options: PrometheusOptions = {}): InfrastructureComponent {
  return {
    name: 'prometheus',
    build: (folder, cluster) => {
      addNamespace(folder, NAMESPACES.monitoring, { podSecurity: 'restricted' });
      addHelmChart(folder, {
        chart: 'prometheus',
        targetNamespace: NAMESPACES.monitoring,
        values: {
          alertmanager: { enabled: false },
          'kube-state-metrics':
            options.kubeStateMetrics === true ? { enabled: true, collectors: ['pods'] } : { enabled: false },
          'prometheus-node-exporter': { enabled: false },
          'prometheus-pushgateway': { enabled: false },
          configmapReload: { prometheus: { containerSecurityContext: RESTRICTED_CONTAINER } },
          server: serverValues(cluster, options),
          ...(cluster.components.has('linkerd-control-plane') && { scrapeConfigs: linkerdScrapeConfigs() }),
        },
      });
    },
  };
}

function serverValues(cluster: ClusterFacts, options: PrometheusOptions): Record<string, unknown> {
  const { scrapeInterval = '10s', retention = '15d', size = '8Gi' } = options;
  return {
    fullnameOverride: 'prometheus',
    global: { scrape_interval: scrapeInterval, scrape_timeout: scrapeInterval, evaluation_interval: scrapeInterval },
    retention,
    persistentVolume: { size, storageClass: cluster.platform.storageClass },
    service: { servicePort: 9090 },
    containerSecurityContext: RESTRICTED_CONTAINER,
    resources: { requests: { cpu: '100m', memory: '512Mi' } },
  };
}
