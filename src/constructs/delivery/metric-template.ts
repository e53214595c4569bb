import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { FlaggerDuration } from '../../model/duration';
import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import { checkUrl } from '../traffic/address';
import { checkNamespace, namespaceOf } from '../traffic/namespace';
import type { CanaryMetric, ThresholdRange } from './canary-metric';

/** What Flagger can ask, spelled as in a MetricTemplate's `spec.provider.type`. */
export type MetricProviderType =
  | 'cloudwatch'
  | 'datadog'
  | 'dynatrace'
  | 'externalmetrics'
  | 'graphite'
  | 'influxdb'
  | 'keptn'
  | 'newrelic'
  | 'prometheus'
  | 'splunk'
  | 'stackdriver';

/**
 * What answers a MetricTemplate's query, as plain data. {@link prometheus} makes one; another of Flagger's providers is one
 * more object of this shape and needs no change of this toolkit.
 *
 * @example
 * function datadog(secretName: string): MetricProvider {
 *   return { type: 'datadog', address: 'https://api.datadoghq.eu', secretName };
 * }
 */
export interface MetricProvider {
  /** The provider's name in Flagger. */
  readonly type: MetricProviderType;
  /** Its URL. @default - the provider's own, where it has one */
  readonly address?: string;
  /** Secret with its credentials, in the template's namespace. @default - none */
  readonly secretName?: string;
  /** Region of the cloud that it is in, for `cloudwatch`. @default - none */
  readonly region?: string;
  /** HTTP headers to send with each query. @default - none */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Leaves the server's certificate unchecked. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** A Prometheus server that answers a template's query. Made by {@link prometheus}. */
export interface PrometheusProvider extends PrometheusOptions {
  /** Flagger's name of this kind of server. */
  readonly type: 'prometheus';
}

/** Options of {@link prometheus}. */
export interface PrometheusOptions {
  /** The server's URL: `http://prometheus.monitoring:9090`. */
  readonly address: string;
  /** Secret with `username` and `password`, or `token`, in the template's namespace. @default - none */
  readonly secretName?: string;
  /** Leaves the server's certificate unchecked. @default false */
  readonly insecureSkipVerify?: boolean;
}

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

/** What Flagger gets from nowhere else: without it every check fails. Read in Flagger's pkg/metrics/providers. */
const NEEDED: Readonly<Partial<Record<MetricProviderType, readonly (keyof typeof REMEDIES)[]>>> = {
  cloudwatch: ['region'],
  datadog: ['secretName'],
  dynatrace: ['address', 'secretName'],
  graphite: ['address'],
  influxdb: ['address'],
  newrelic: ['secretName'],
  prometheus: ['address'],
  splunk: ['address', 'secretName'],
  stackdriver: ['secretName'],
};

const REMEDIES = {
  address: 'give the URL of the server, which Flagger does not know',
  region: 'write it like "eu-west-1"',
  secretName: "name the Secret with the credentials, in the template's namespace",
};

/** The functions that a query may call; an unknown one fails every check. */
const FUNCTIONS = ['name', 'namespace', 'target', 'service', 'ingress', 'route', 'interval', 'variables'];

/**
 * A Prometheus server, for a {@link MetricTemplate}.
 *
 * @example
 * prometheus({ address: 'http://prometheus.monitoring:9090' });
 */
export function prometheus(options: PrometheusOptions): PrometheusProvider {
  return { type: 'prometheus', ...options };
}

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
      ...checkQuery(props.query),
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

function checkProvider(provider: MetricProvider): Problem[] {
  const { type, address, secretName } = provider;
  const missing = (NEEDED[type] ?? []).filter((field) => provider[field] === undefined);
  return [
    ...missing.map((field) => ({
      prop: `provider.${field}`,
      must: `be given for ${type}`,
      got: undefined,
      remedy: REMEDIES[field],
    })),
    ...(address === undefined ? [] : checkUrl('provider.address', address, 'http://prometheus.monitoring:9090')),
    ...(secretName === undefined ? [] : checkSubdomainName('provider.secretName', secretName)),
  ];
}

function providerSpec({ type, address, secretName, region, headers, insecureSkipVerify }: MetricProvider) {
  return {
    type,
    ...(address !== undefined && { address }),
    ...(region !== undefined && { region }),
    ...(headers !== undefined && { headers }),
    ...(secretName !== undefined && { secretRef: { name: secretName } }),
    ...(insecureSkipVerify !== undefined && { insecureSkipVerify }),
  };
}

function checkQuery(query: string): Problem[] {
  const called = [...query.matchAll(/\{\{-?\s*([^\s}]*)/g)].map(([, word]) => word ?? '');
  const unknown = called.filter((word) => !FUNCTIONS.includes(word.split('.')[0] ?? ''));
  if (query.trim() === '') {
    return [{ prop: 'query', must: 'not be empty', got: query, remedy: 'write a query of the provider' }];
  }
  return unknown.map((got) => ({
    prop: 'query',
    must: 'use only placeholders that Flagger knows',
    got,
    remedy: `it knows ${FUNCTIONS.join(', ')}`,
  }));
}
