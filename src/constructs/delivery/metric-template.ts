import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { FlaggerDuration } from '../../model/duration';
import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import { checkNamespace, namespaceOf } from '../traffic/namespace';
import type { CanaryMetric, ThresholdRange } from './canary-metric';
import { checkProvider } from './metric-providers/check-provider';
import type { MetricProvider, MetricProviderType } from './metric-providers/metric-provider';
import { providerSpec } from './metric-providers/provider-spec';
import { checkQueryShape } from './metric-providers/query-shape';

/** Props of a {@link MetricTemplate}. */
export interface MetricTemplateProps {
  /** Name of the template. @default - the construct's id */
  readonly name?: string;
  /** Its namespace. @default - the Chart's */
  readonly namespace?: string;
  /** What answers the query. */
  readonly provider: MetricProvider;
  /** The query, with Flagger's placeholders: `{{ namespace }}`, `{{ target }}`, `{{ ingress }}`, `{{ interval }}` …. */
  readonly query: string;
}

/** How a Canary uses a template. */
export interface TemplateMetricOptions {
  /** Name of the check. @default - the template's name */
  readonly name?: string;
  /** The window that the query looks back over. */
  readonly interval: FlaggerDuration;
  /** The values that pass, bounds included. */
  readonly thresholdRange: ThresholdRange;
  /** Values for the query's `{{ variables.x }}`. @default - none */
  readonly templateVariables?: Readonly<Record<string, string>>;
}

/** The functions that a query may call; an unknown one fails every check. */
const FUNCTIONS = ['name', 'namespace', 'target', 'service', 'ingress', 'route', 'interval', 'variables'];

/**
 * A query of one's own that canaries are judged by.
 *
 * @example
 * const queue = new MetricTemplate(shop, 'queue-length', {
 *   provider: prometheus({ address: 'http://prometheus.monitoring:9090' }),
 *   query: 'max(queue_length{namespace="{{ namespace }}", pod=~"{{ target }}-[0-9a-z]+-[0-9a-z]+"})',
 * });
 * new Canary(shop, 'worker-rollout', {
 *   target: worker,
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   analysis: { metrics: [queue.toMetric({ interval: '1m', thresholdRange: { max: 100 } })] },
 * });
 */
export class MetricTemplate extends Construct {
  /** Name of the template. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: MetricTemplateProps) {
    super(scope, id);
    this.name = props.name ?? id;
    this.namespace = namespaceOf(this, props.namespace);
    report(this, [
      ...checkSubdomainName('name', this.name),
      ...checkNamespace(this.namespace),
      ...checkProvider(props.provider),
      ...checkQuery(props.provider.type, props.query),
    ]);
    this.node.defaultChild = new ApiObject(this, 'MetricTemplate', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: { name: this.name, namespace: this.namespace },
      spec: { provider: providerSpec(props.provider), query: props.query },
    });
  }

  /** A check by this template, for a Canary's `metrics`. */
  toMetric(options: TemplateMetricOptions): CanaryMetric {
    const { name = this.name, ...rest } = options;
    return { name, ...rest, templateRef: { name: this.name, namespace: this.namespace } };
  }
}

function checkQuery(type: MetricProviderType, query: string): Problem[] {
  const called = [...query.matchAll(/\{\{-?\s*([^\s}]*)/g)].map(([, word]) => word ?? '');
  const unknown = called.filter((word) => !FUNCTIONS.includes(word.split('.')[0] ?? ''));
  if (query.trim() === '') {
    return [{ prop: 'query', must: 'not be empty', got: query, remedy: 'write a query of the provider' }];
  }
  return [
    ...unknown.map((got) => ({
      prop: 'query',
      must: 'use only placeholders that Flagger knows',
      got,
      remedy: `it knows ${FUNCTIONS.join(', ')}`,
    })),
    ...checkQueryShape(type, query),
  ];
}
