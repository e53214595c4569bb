import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDuration, type Duration, durationSeconds } from '../../model/duration';
import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import { checkAppPort, type SelectableApp } from './pod-selector';

/** Props of a {@link PodMonitor}. */
export interface PodMonitorProps {
  /** Name of the object. @default - the construct's id */
  readonly name?: string;
  /** Labels, by which a Prometheus chooses its monitors. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The app whose pods it reads. The object goes to their namespace. */
  readonly app: SelectableApp;
  /** Name of the container's port. */
  readonly port: string;
  /** The path. @default - Prometheus' `/metrics` */
  readonly path?: string;
  /** Time between two reads. @default - that of the Prometheus */
  readonly interval?: Duration;
  /** Longest time that a read may take, at most the interval. @default - that of the Prometheus */
  readonly scrapeTimeout?: Duration;
  /** Labels of the pods that its series get, too: `app` tells the new version from the primary. @default - none */
  readonly podTargetLabels?: readonly string[];
}

/**
 * Has a Prometheus of the Prometheus Operator read the metrics of an app: of the new version and of the one that Flagger keeps
 * as the primary alike.
 *
 * @example
 * const cart = new PodinfoApp(chart, 'cart', { tag: '6.9.4' });
 * new PodMonitor(chart, 'cart-metrics', { app: cart, port: 'http-metrics', labels: { release: 'monitoring' } });
 */
export class PodMonitor extends Construct {
  /** Name of the object. */
  readonly name: string;
  /** Its namespace: the app's. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id);
    const { app, labels, port, path, interval, scrapeTimeout, podTargetLabels } = props;
    this.name = props.name ?? id;
    this.namespace = app.namespace;
    report(this, [...checkSubdomainName('name', this.name), ...checkAppPort('port', port, app), ...checkTimes(props)]);
    this.node.defaultChild = new ApiObject(this, 'PodMonitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: this.name, namespace: this.namespace, ...(labels && { labels: { ...labels } }) },
      spec: {
        selector: app.podSelector,
        podTargetLabels,
        podMetricsEndpoints: [{ port, path, interval, scrapeTimeout }],
      },
    });
  }
}

function checkTimes({ interval, scrapeTimeout }: PodMonitorProps): Problem[] {
  const problems = [
    ...(interval === undefined ? [] : checkDuration('interval', interval)),
    ...(scrapeTimeout === undefined ? [] : checkDuration('scrapeTimeout', scrapeTimeout)),
  ];
  if (problems.length > 0 || interval === undefined || scrapeTimeout === undefined) return problems;
  if (durationSeconds(scrapeTimeout) <= durationSeconds(interval)) return [];
  const remedy = 'lower it, or raise the interval';
  return [{ prop: 'scrapeTimeout', must: `be at most the interval ${interval}`, got: scrapeTimeout, remedy }];
}
