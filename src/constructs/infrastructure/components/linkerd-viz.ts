import { Construct } from 'constructs';
import { addHelmChart } from '../helm-chart';
import type { ClusterFacts, InfrastructureComponent } from '../infrastructure-component';
import { addWebhookCertificates, webhookCertificate } from './certificates';
import { addNamespace, meshedPodSecurity } from './component-namespace';
import { NAMESPACES, PROMETHEUS_URL } from '../../../model/platform-namespaces';

/** What may differ between installations of Linkerd's dashboard. */
export interface LinkerdVizOptions {
  /** Address of a Prometheus that scrapes Linkerd's proxies. @default - the one of `prometheus()`, which then must be on the cluster */
  readonly prometheusUrl?: string;
}

/**
 * Linkerd's Viz extension: dashboard, tap and metrics, on top of a Prometheus and a Grafana that are not its own.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [
 *     infrastructure.certManager(),
 *     ...infrastructure.linkerd(),
 *     infrastructure.prometheus(),
 *     infrastructure.grafana(),
 *     infrastructure.linkerdViz(),
 *   ],
 * });
 */
export function linkerdViz(options: LinkerdVizOptions = {}): InfrastructureComponent {
  const namespace = NAMESPACES.linkerdViz;
  const prometheusUrl = options.prometheusUrl ?? PROMETHEUS_URL;
  return {
    name: 'linkerd-viz',
    dependsOn: ['linkerd-control-plane', ...(options.prometheusUrl === undefined ? ['prometheus'] : [])],
    build: (folder, cluster) => {
      addNamespace(folder, namespace, {
        podSecurity: meshedPodSecurity(cluster),
        labels: { 'linkerd.io/extension': 'viz' },
        annotations: { 'viz.linkerd.io/external-prometheus': prometheusUrl },
      });
      addWebhookCertificates(new Construct(folder, 'webhooks'), namespace, ['tap', 'tap-injector']);
      addHelmChart(folder, {
        chart: 'linkerd-viz',
        targetNamespace: namespace,
        values: vizValues(cluster, namespace, prometheusUrl),
      });
    },
  };
}

function vizValues(cluster: ClusterFacts, namespace: string, prometheusUrl: string): Record<string, unknown> {
  return {
    prometheus: { enabled: false },
    prometheusUrl,
    ...(cluster.components.has('grafana') && { grafana: { url: `grafana.${NAMESPACES.monitoring}:80` } }),
    // The namespace is ours, labels included.
    createNamespaceMetadataJob: false,
    enablePodDisruptionBudget: true,
    enablePodAntiAffinity: cluster.platform.singleNode !== true,
    metricsAPI: { replicas: 2 },
    tap: { replicas: 2, ...webhookCertificate(namespace, 'tap') },
    tapInjector: { replicas: 2, ...webhookCertificate(namespace, 'tap-injector') },
  };
}
