import { Testing } from 'cdk8s';
import type { MetricProvider } from '../../../src/constructs/delivery/metric-providers/metric-provider';
import { prometheus } from '../../../src/constructs/delivery/metric-providers/prometheus';
import { MetricTemplate } from '../../../src/constructs/delivery/metric-template';
import { validateManifest } from '../../support/schemas';
import { problemsOf, shopChart } from './fixture';

const provider = prometheus({ address: 'http://prometheus.monitoring:9090' });

describe('MetricTemplate', () => {
  test('is a complete Flagger object', () => {
    const chart = shopChart();
    const query = 'max(queue{namespace="{{ namespace }}"})';
    new MetricTemplate(chart, 'queue', { provider: prometheus({ ...provider, secretName: 'prometheus' }), query });
    const [object] = Testing.synth(chart) as object[];
    expect(object).toStrictEqual({
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: { name: 'queue', namespace: 'shop' },
      spec: {
        provider: {
          type: 'prometheus',
          address: 'http://prometheus.monitoring:9090',
          secretRef: { name: 'prometheus' },
        },
        query,
      },
    });
    expect(validateManifest(object)).toStrictEqual([]);
  });

  test('gives a Canary a check that has an interval, which Flagger does not fill in', () => {
    const template = new MetricTemplate(shopChart(), 'queue', { provider, query: 'queue' });
    // @ts-expect-error the query's {{ interval }} would be empty
    template.toMetric({ thresholdRange: { max: 5 } });
    // @ts-expect-error without a bound the check never fails
    template.toMetric({ interval: '1m', thresholdRange: {} });
    expect(template.toMetric({ interval: '1m', thresholdRange: { max: 5 } })).toStrictEqual({
      name: 'queue',
      interval: '1m',
      thresholdRange: { max: 5 },
      templateRef: { name: 'queue', namespace: 'shop' },
    });
  });

  test('refuses a query that is empty or asks Flagger for something it does not know', () => {
    const chart = shopChart();
    new MetricTemplate(chart, 'empty', { provider, query: ' ' });
    new MetricTemplate(chart, 'unknown', { provider, query: 'up{pod="{{ pod }}", x="{{ variables.x }}"}' });
    expect(problemsOf(chart)).toStrictEqual([
      'query must not be empty, got " "; write a query of the provider',
      'query must use only placeholders that Flagger knows, got "pod"; it knows name, namespace, target, service, ingress, route, interval, variables',
    ]);
  });

  test('asks any provider that Flagger knows, by a value of its own', () => {
    const chart = shopChart();
    const ourDatadog: MetricProvider = { type: 'datadog', address: 'https://api.datadoghq.eu', secretName: 'datadog' };
    new MetricTemplate(chart, 'errors', { provider: ourDatadog, query: 'avg:errors{*}' });
    const [object] = Testing.synth(chart) as { spec: { provider: object } }[];
    expect(object?.spec.provider).toStrictEqual({
      type: 'datadog',
      address: 'https://api.datadoghq.eu',
      secretRef: { name: 'datadog' },
    });
    expect(validateManifest(object)).toStrictEqual([]);
  });

  test('asks an address that is a URL', () => {
    const chart = shopChart();
    new MetricTemplate(chart, 'queue', { provider: prometheus({ address: 'prometheus:9090' }), query: 'up' });
    expect(problemsOf(chart)).toStrictEqual([
      'provider.address must be an http:// or https:// URL, got "prometheus:9090"; for example "http://prometheus.monitoring:9090"',
    ]);
  });
});
