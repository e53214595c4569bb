import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkLabelName } from '../../model/name';
import { GRAFANA_DATASOURCE, NAMESPACES } from '../../model/platform-namespaces';
import { report } from '../report';
import { checkUrl } from '../traffic/address';
import { canaryDashboard } from './canary-dashboard-json';
import type { CanaryRouter } from './canary-router';
import type { DashboardLink } from './dashboard-link';

/** Props of a {@link CanaryDashboard}. */
export interface CanaryDashboardProps {
  /** What shifts the traffic of the canaries, and so counts their requests. */
  readonly router: CanaryRouter;
  /** Name of the ConfigMap, and uid of the dashboard. @default - the construct's id */
  readonly name?: string;
  /** Namespace in which Grafana looks for dashboards. @default 'monitoring' */
  readonly namespace?: string;
  /** The uid that the Prometheus has in Grafana. @default 'prometheus', as `infrastructure.grafana()` names it */
  readonly datasource?: string;
  /** Links at its top. @default - for Linkerd the target's page, where `linkerd viz dashboard` serves it; otherwise none */
  readonly links?: readonly DashboardLink[];
}

/** Longest uid of a dashboard. */
const UID_MAX = 40;

const LINKERD_VIZ: DashboardLink = {
  title: 'Linkerd Viz',
  url: 'http://localhost:50750/namespaces/$namespace/deployments/$canary',
};

/**
 * A dashboard for Grafana of all canaries that one router serves: weight, status, success rate, request rate, latency, CPU
 * and memory of the canary beside the primary. Written into a ConfigMap with the label by which Grafana's chart finds it.
 *
 * @see https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/metrics/recorder.go
 *
 * @example
 * new CanaryDashboard(chart, 'canaries-istio', { router: 'istio' });
 */
export class CanaryDashboard extends Construct {
  /** Name of the ConfigMap. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: CanaryDashboardProps) {
    super(scope, id);
    const { name = id, namespace = NAMESPACES.monitoring, router, datasource = GRAFANA_DATASOURCE } = props;
    const links = props.links ?? (router === 'linkerd' ? [LINKERD_VIZ] : []);
    this.name = name;
    this.namespace = namespace;
    report(this, [
      ...checkLabelName('name', name, UID_MAX),
      ...checkLabelName('namespace', namespace),
      ...links.flatMap(({ url }, index) => checkUrl(`links[${index}].url`, url, LINKERD_VIZ.url)),
    ]);
    const dashboard = canaryDashboard({ uid: name, router, datasource, links });
    this.node.defaultChild = new ApiObject(this, 'ConfigMap', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels: { grafana_dashboard: '1' } },
      data: { [`${name}.json`]: `${JSON.stringify(dashboard, null, 2)}\n` },
    });
  }
}
