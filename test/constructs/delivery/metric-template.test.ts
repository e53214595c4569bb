import { Testing } from 'cdk8s';
import { AlertProvider } from '../../../src/constructs/delivery/alert-provider';
import { type MetricProvider, MetricTemplate, prometheus } from '../../../src/constructs/delivery/metric-template';
import { nginxLatency, nginxSuccessRate } from '../../../src/constructs/traffic/nginx-queries';
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

  test.each([nginxSuccessRate, nginxLatency])(
    '$name asks for nothing that Flagger does not know',
    ({ name, query }) => {
      const chart = shopChart();
      new MetricTemplate(chart, name, { provider, query });
      expect(problemsOf(chart)).toStrictEqual([]);
      expect(query.split('[{{ interval }}]').length - 1).toBe(query.split('rate(').length - 1);
    },
  );

  test('asks any provider that Flagger knows, by its own fields', () => {
    const chart = shopChart();
    const datadog: MetricProvider = { type: 'datadog', secretName: 'datadog', headers: { 'x-team': ['shop'] } };
    new MetricTemplate(chart, 'errors', { provider: datadog, query: 'avg:errors{*}' });
    new MetricTemplate(chart, 'load', { provider: { type: 'cloudwatch', region: 'eu-west-1' }, query: '[]' });
    const objects = Testing.synth(chart) as { spec: { provider: object } }[];
    expect(objects.map(({ spec }) => spec.provider)).toStrictEqual([
      { type: 'datadog', headers: { 'x-team': ['shop'] }, secretRef: { name: 'datadog' } },
      { type: 'cloudwatch', region: 'eu-west-1' },
    ]);
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
  });

  test.each<[MetricProvider['type'], readonly string[]]>([
    ['cloudwatch', ['region']],
    ['datadog', ['secretName']],
    ['dynatrace', ['address', 'secretName']],
    ['externalmetrics', []],
    ['graphite', ['address']],
    ['influxdb', ['address']],
    ['keptn', []],
    ['newrelic', ['secretName']],
    ['prometheus', ['address']],
    ['splunk', ['address', 'secretName']],
    ['stackdriver', ['secretName']],
  ])('%s cannot be asked without %j', (type, needed) => {
    const chart = shopChart();
    new MetricTemplate(chart, 'queue', { provider: { type }, query: 'up' });
    expect(problemsOf(chart).map((problem) => problem.split('; ')[0])).toStrictEqual(
      needed.map((field) => `provider.${field} must be given for ${type}, got nothing`),
    );
  });

  test('has its credentials in a Secret that can exist', () => {
    const chart = shopChart();
    new MetricTemplate(chart, 'queue', { provider: { type: 'datadog', secretName: 'Data_dog' }, query: 'up' });
    expect(problemsOf(chart)).toStrictEqual([expect.stringContaining('provider.secretName must be a DNS-1123 sub')]);
  });

  test('asks an address that is a URL', () => {
    const chart = shopChart();
    new MetricTemplate(chart, 'queue', { provider: prometheus({ address: 'prometheus:9090' }), query: 'up' });
    expect(problemsOf(chart)).toStrictEqual([
      'provider.address must be an http:// or https:// URL, got "prometheus:9090"; for example "http://prometheus.monitoring:9090"',
    ]);
  });
});

describe('AlertProvider', () => {
  test('is a complete Flagger object whose alert is sent', () => {
    const chart = shopChart();
    const chat = new AlertProvider(chart, 'chat', { type: 'slack', channel: 'shop', secretName: 'slack' });
    const [object] = Testing.synth(chart) as object[];
    expect(object).toStrictEqual({
      apiVersion: 'flagger.app/v1beta1',
      kind: 'AlertProvider',
      metadata: { name: 'chat', namespace: 'shop' },
      spec: { type: 'slack', channel: 'shop', secretRef: { name: 'slack' } },
    });
    expect(validateManifest(object)).toStrictEqual([]);
    expect(chat.toAlert()).toStrictEqual({
      name: 'chat',
      severity: 'info',
      providerRef: { name: 'chat', namespace: 'shop' },
    });
  });

  test('has its address in one place', () => {
    const chart = shopChart();
    const secretName = 'slack';
    // @ts-expect-error either in the open or in a Secret
    new AlertProvider(chart, 'both', { type: 'slack', secretName, address: 'https://chat.example.com' });
    // @ts-expect-error it must have one
    new AlertProvider(chart, 'none', { type: 'slack' });
    expect(problemsOf(chart)).toStrictEqual([
      'address must be given in one place, got "two"; keep one',
      'address must be given in one place, got "none"; name the Secret whose key address holds it',
    ]);
  });

  test('has an address that is a URL, or a Secret that can exist', () => {
    const chart = shopChart();
    new AlertProvider(chart, 'address', { type: 'slack', address: 'not a url' });
    new AlertProvider(chart, 'secret', { type: 'slack', secretName: 'Slack' });
    new AlertProvider(chart, 'good', { type: 'slack', address: 'https://chat.example.com/hooks/a?b=c' });
    expect(problemsOf(chart)).toStrictEqual([
      'address must be an http:// or https:// URL, got "not a url"; for example "https://chat.example.com/hooks/shop"',
      expect.stringContaining('secretName must be a DNS-1123 subdomain'),
    ]);
  });
});
