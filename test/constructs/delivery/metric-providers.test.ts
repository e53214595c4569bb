import { Testing } from 'cdk8s';
import fc from 'fast-check';
import { cloudWatch } from '../../../src/constructs/delivery/metric-providers/cloud-watch';
import { datadog } from '../../../src/constructs/delivery/metric-providers/datadog';
import { dynatrace } from '../../../src/constructs/delivery/metric-providers/dynatrace';
import { externalMetrics } from '../../../src/constructs/delivery/metric-providers/external-metrics';
import { graphite } from '../../../src/constructs/delivery/metric-providers/graphite';
import { influxdb } from '../../../src/constructs/delivery/metric-providers/influxdb';
import { keptn } from '../../../src/constructs/delivery/metric-providers/keptn';
import type {
  MetricProvider,
  MetricProviderType,
} from '../../../src/constructs/delivery/metric-providers/metric-provider';
import { newRelic } from '../../../src/constructs/delivery/metric-providers/new-relic';
import { prometheus } from '../../../src/constructs/delivery/metric-providers/prometheus';
import { splunk } from '../../../src/constructs/delivery/metric-providers/splunk';
import { stackdriver } from '../../../src/constructs/delivery/metric-providers/stackdriver';
import { MetricTemplate } from '../../../src/constructs/delivery/metric-template';
import { validateManifest } from '../../support/schemas';
import { problemsOf, shopChart } from './fixture';

/** What Flagger 1.44 needs (`!`) and reads (`?`) by type, as its pkg/metrics/providers has it. */
const READ: Readonly<Record<MetricProviderType, string>> = {
  cloudwatch: 'region!',
  datadog: 'address? secretName!',
  dynatrace: 'address! secretName!',
  externalmetrics: 'address? secretName? insecureSkipVerify?',
  graphite: 'address! secretName? insecureSkipVerify?',
  influxdb: 'address! secretName?',
  keptn: '',
  newrelic: 'address? secretName!',
  prometheus: 'address! secretName? headers? insecureSkipVerify?',
  splunk: 'address! secretName!',
  // Without a Secret Flagger starts, but has no project to ask.
  stackdriver: 'secretName!',
};

const TYPES = Object.keys(READ) as MetricProviderType[];

/** A query of each type whose form Flagger itself reads. */
const QUERIES: Readonly<Partial<Record<MetricProviderType, string>>> = {
  cloudwatch: '[]',
  externalmetrics: 'queue-length',
  graphite: 'target=queue',
  keptn: 'keptnmetric/shop/queue',
};

function templateOf(provider: MetricProvider, query = QUERIES[provider.type] ?? 'queue') {
  const chart = shopChart();
  new MetricTemplate(chart, 'queue', { provider, query });
  const problems = problemsOf(chart);
  // A stock chart with problems throws instead.
  const [object] = problems.length > 0 ? [] : (Testing.synth(chart) as { spec: { provider: object } }[]);
  return { problems, object, provider: object?.spec.provider };
}

/** Any of the fields that a provider can have, whether or not it should. */
const anyFields = fc.record(
  {
    address: fc.webUrl({ validSchemes: ['http', 'https'] }).map((url) => url.replace(/\/+$/, '')),
    secretName: fc.stringMatching(/^[a-z]{1,9}(-[a-z0-9]{1,9})?$/),
    region: fc.constantFrom('eu-west-1', 'us-gov-east-1', 'ap-northeast-3', 'eusc-de-east-1'),
    headers: fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,9}$/), fc.array(fc.stringMatching(/^[ -~]{0,9}$/)), {
      noNullPrototype: true,
    }),
    insecureSkipVerify: fc.boolean(),
  },
  { requiredKeys: [] },
);

const sentence = (problem: string) => problem.split(', got ')[0];

describe('metric providers', () => {
  test('have a problem for each field that Flagger misses or does not read, and no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), anyFields, (type, fields) => {
        const read = READ[type].split(' ').filter((word) => word !== '');
        const missing = read
          .filter((word) => word.endsWith('!') && !(word.slice(0, -1) in fields))
          .map((word) => `provider.${word.slice(0, -1)} must be given for ${type}`);
        const unread = Object.keys(fields)
          .filter((name) => !read.some((word) => word.slice(0, -1) === name))
          .map((name) => `provider.${name} must not be given for ${type}`);
        const { problems, object } = templateOf({ type, ...fields } as MetricProvider);
        expect(problems.map(sentence).sort()).toStrictEqual([...missing, ...unread].sort());
        expect(object === undefined ? [] : validateManifest(object)).toStrictEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('write what they are given, the Secret by reference, and nothing that is undefined', () => {
    expect(templateOf(externalMetrics({ address: undefined, secretName: undefined })).provider).toStrictEqual({
      type: 'externalmetrics',
    });
    expect(templateOf(keptn()).provider).toStrictEqual({ type: 'keptn' });
    expect(templateOf(cloudWatch({ region: 'eu-west-1' })).provider).toStrictEqual({
      type: 'cloudwatch',
      region: 'eu-west-1',
    });
    const address = 'https://mimir.example.com/prometheus';
    const headers = { 'X-Scope-OrgID': ['shop'] };
    const { provider } = templateOf(prometheus({ address, headers, secretName: 'mimir', insecureSkipVerify: false }));
    expect(provider).toStrictEqual({
      type: 'prometheus',
      address,
      headers,
      secretRef: { name: 'mimir' },
      insecureSkipVerify: false,
    });
  });

  test('keep their type, whatever they are made of', () => {
    const options = { ...newRelic({ secretName: 'newrelic' }) };
    expect(datadog(options)).toStrictEqual({ type: 'datadog', secretName: 'newrelic' });
  });

  test('that lack or mix up fields do not compile', () => {
    const address = 'https://metrics.example.com';
    const secretName = 'metrics';
    const wrong: MetricProvider[] = [
      // @ts-expect-error CloudWatch needs a region
      { type: 'cloudwatch' },
      // @ts-expect-error and reads no Secret
      { type: 'cloudwatch', region: 'eu-west-1', secretName },
      // @ts-expect-error only Prometheus is sent headers
      { type: 'datadog', secretName, headers: {} },
      // @ts-expect-error New Relic has a default address but no default key
      { type: 'newrelic' },
      // @ts-expect-error each Dynatrace has an address of its own
      { type: 'dynatrace', secretName },
      // @ts-expect-error InfluxDB's certificate is always checked
      { type: 'influxdb', address, insecureSkipVerify: true },
      // @ts-expect-error Google has one address
      { type: 'stackdriver', address, secretName },
      // @ts-expect-error Keptn is the cluster's own
      { type: 'keptn', address },
      // @ts-expect-error Flagger would ask it as if it were Prometheus
      { type: 'honeycomb', address },
    ];
    expect(wrong.map((provider) => templateOf(provider).problems.length)).not.toContain(0);
  });

  test('whose options lack or mix up fields do not compile', () => {
    const address = 'https://metrics.example.com';
    const secretName = 'metrics';
    const wrong: MetricProvider[] = [
      // @ts-expect-error no default address
      prometheus({ secretName }),
      // @ts-expect-error no default address
      graphite({}),
      // @ts-expect-error no headers
      graphite({ address, headers: {} }),
      // @ts-expect-error no default address
      influxdb({ secretName }),
      // @ts-expect-error no access token
      splunk({ address }),
      // @ts-expect-error no access token
      dynatrace({ address }),
      // @ts-expect-error no Secret, so no project
      stackdriver({}),
      // @ts-expect-error a region is CloudWatch's
      externalMetrics({ region: 'eu-west-1' }),
    ];
    expect(wrong.map((provider) => templateOf(provider).problems.length)).not.toContain(0);
  });

  test('that lack something say what to do, all at once', () => {
    const problems = [
      ...templateOf({ type: 'cloudwatch', address: 'https://aws.example.com' } as never).problems,
      ...templateOf({ type: 'newrelic' } as never).problems,
      ...templateOf({ type: 'splunk' } as never).problems,
      ...templateOf({ type: 'honeycomb' } as never).problems,
    ];
    expect(problems).toStrictEqual([
      'provider.region must be given for cloudwatch, got nothing; for example eu-west-1',
      'provider.address must not be given for cloudwatch, got "https://aws.example.com"; Flagger would not read it: leave it out',
      'provider.secretName must be given for newrelic, got nothing; name the Secret with newrelic_account_id and newrelic_query_key',
      'provider.address must be given for splunk, got nothing; for example https://api.us1.signalfx.com',
      'provider.secretName must be given for splunk, got nothing; name the Secret with sf_token_key',
      'provider.type must be one that Flagger knows, got "honeycomb"; it knows cloudwatch, datadog, dynatrace, externalmetrics, graphite, influxdb, keptn, newrelic, prometheus, splunk, stackdriver',
    ]);
  });

  test.each<[string, MetricProvider, string]>([
    ['a region', cloudWatch({ region: 'Ireland' }), 'provider.region must be the name of an AWS region'],
    ['a Secret', stackdriver({ secretName: 'Google' }), 'provider.secretName must be a DNS-1123 subdomain'],
    [
      'an address',
      influxdb({ address: 'influxdb:8086' }),
      'provider.address must be an http:// or https:// URL, got "influxdb:8086"',
    ],
    [
      'a stream',
      splunk({ address: 'api.us1.signalfx.com', secretName: 'splunk' }),
      'provider.address must be an http://, https://, ws:// or wss:// URL, got "api.us1.signalfx.com"',
    ],
    [
      'a header',
      prometheus({ address: 'http://prometheus', headers: { 'X-Team:': ['shop'] } }),
      'provider.headers must have names that HTTP allows, got "X-Team:"',
    ],
    [
      "a header's value",
      prometheus({ address: 'http://prometheus', headers: { 'X-Team': ['good', 'a\nb'] } }),
      'provider.headers.X-Team must be one line of text, got "a\\nb"',
    ],
  ])('refuse %s that cannot be', (_what, provider, start) => {
    const { problems } = templateOf(provider);
    expect(problems).toStrictEqual([expect.stringContaining(start)]);
  });

  test('refuse an address that no path can be put behind, and no other', () => {
    const secretName = 'metrics';
    fc.assert(
      fc.property(
        fc.constantFrom(datadog, newRelic, dynatrace, splunk),
        fc.webUrl({ validSchemes: ['http', 'https'] }).map((url) => url.replace(/\/+$/, '')),
        fc.constantFrom('', '/', '?a=b', '#a'),
        (make, url, behind) => {
          const { problems } = templateOf(make({ address: `${url}${behind}`, secretName }));
          expect(problems.map(sentence)).toStrictEqual(
            behind === '' ? [] : ['provider.address must not end in "/" or have a query'],
          );
        },
      ),
    );
    expect(templateOf(splunk({ address: 'wss://stream.us1.signalfx.com', secretName })).problems).toStrictEqual([]);
  });
});

describe('queries that Flagger reads itself', () => {
  test.each<[MetricProvider, string]>([
    [cloudWatch({ region: 'eu-west-1' }), '\n[{ "Id": "m1" }]\n'],
    [externalMetrics(), 'queue-length'],
    [externalMetrics(), '/queue-length'],
    [externalMetrics(), '{{ namespace }}/datadogmetric@shop:queue?labelSelector=app%3D{{ target }}%2Ca%2Fb'],
    [graphite({ address: 'http://graphite' }), '\n from=-5min& target=summarize(\n  a.{{target}}.b, {{interval}})'],
    [keptn(), 'analysis/{{ namespace }}/{{ target }}/5m/app={{ target }}\n'],
    [keptn(), 'KeptnMetrics/shop/queue'],
    [keptn(), '{{ variables.query }}'],
    [newRelic({ secretName: 'newrelic' }), "SELECT sum(a) / 1 FROM b WHERE since = 'then'"],
  ])('%j takes %j', (provider, query) => {
    expect(templateOf(provider, query).problems).toStrictEqual([]);
  });

  test.each<[MetricProvider, string, string]>([
    [cloudWatch({ region: 'eu-west-1' }), 'SELECT SUM(Errors)', 'be a JSON list of MetricDataQuery'],
    [externalMetrics(), 'shop/apps/queue', 'be "<namespace>/<metric>?labelSelector=<selector>" on one line'],
    [externalMetrics(), 'shop/', 'be "<namespace>/<metric>?labelSelector=<selector>" on one line'],
    [externalMetrics(), 'shop/queue\n', 'be "<namespace>/<metric>?labelSelector=<selector>" on one line'],
    [graphite({ address: 'http://graphite' }), 'summarize(a.b)', 'have the parameter target'],
    [keptn(), 'shop/queue', 'be "keptnmetric/<namespace>/<name>" or "analysis/<namespace>/<name>"'],
    [newRelic({ secretName: 'newrelic' }), 'SELECT count(*) FROM a\nSINCE 5 minutes ago', 'be without SINCE'],
  ])('%j refuses %j', (provider, query, rule) => {
    expect(templateOf(provider, query).problems).toStrictEqual([
      expect.stringContaining(`query must ${rule} for ${provider.type}, got ${JSON.stringify(query)}; `),
    ]);
  });
});
