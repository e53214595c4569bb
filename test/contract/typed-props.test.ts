import { Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AlertProvider,
  type AlertProviderProps,
  cloudWatch,
  datadog,
  dynatrace,
  externalMetrics,
  graphite,
  influxdb,
  keptn,
  type MetricProvider,
  MetricTemplate,
  newRelic,
  prometheus,
  splunk,
  stackdriver,
} from '../../src';
import { problemsOf, shopChart } from '../constructs/delivery/fixture';
import { unreached } from '../support/schema-coverage';
import { type Leaf, leavesOf } from '../support/schema-samples';
import { readSchema, validateManifest } from '../support/schemas';
import type { JsonSchema } from '../support/strict-schema';

type Spec = Readonly<Record<string, unknown>>;

const secretName = 'credentials';
const secretRef = { name: secretName };
const address = 'https://metrics.example.com';
const insecureSkipVerify = true;

/** Every provider with all of its options, the query that goes with it, and what the CRD calls them. */
const METRIC_PROVIDERS: readonly (readonly [provider: MetricProvider, query: string, written: Spec])[] = [
  [cloudWatch({ region: 'eu-west-1' }), '[]', { type: 'cloudwatch', region: 'eu-west-1' }],
  [datadog({ address, secretName }), 'avg:queue{*}', { type: 'datadog', address, secretRef }],
  [dynatrace({ address, secretName }), 'queue', { type: 'dynatrace', address, secretRef }],
  [
    externalMetrics({ address, secretName, insecureSkipVerify }),
    'shop/queue',
    { type: 'externalmetrics', address, secretRef, insecureSkipVerify },
  ],
  [
    graphite({ address, secretName, insecureSkipVerify }),
    'target=queue',
    { type: 'graphite', address, secretRef, insecureSkipVerify },
  ],
  [influxdb({ address, secretName }), 'queue', { type: 'influxdb', address, secretRef }],
  [keptn(), 'keptnmetric/shop/queue', { type: 'keptn' }],
  [newRelic({ address, secretName }), 'SELECT 1', { type: 'newrelic', address, secretRef }],
  [
    prometheus({ address, secretName, headers: { 'X-Team': ['shop', 'web'] }, insecureSkipVerify }),
    'up',
    { type: 'prometheus', address, secretRef, headers: { 'X-Team': ['shop', 'web'] }, insecureSkipVerify },
  ],
  [splunk({ address, secretName }), "data('queue').publish()", { type: 'splunk', address, secretRef }],
  [stackdriver({ secretName }), 'fetch queue', { type: 'stackdriver', secretRef }],
];

const proxy = 'http://proxy.example.com:3128';
const channel = 'shop';
const username = 'rollouts';

const ALERT_PROVIDERS: readonly (readonly [props: AlertProviderProps, written: Spec])[] = [
  [
    { type: 'slack', secretName, channel, username, proxy },
    { type: 'slack', secretRef, channel, username, proxy },
  ],
  [
    { type: 'discord', address, channel, username, proxy },
    { type: 'discord', address, channel, username, proxy },
  ],
  [
    { type: 'rocket', address, channel, username, proxy },
    { type: 'rocket', address, channel, username, proxy },
  ],
  [
    { type: 'msteams', address, proxy },
    { type: 'msteams', address, proxy },
  ],
  [
    { type: 'gchat', address, proxy },
    { type: 'gchat', address, proxy },
  ],
];

const KINDS: Readonly<Record<string, readonly (readonly [make: (scope: Construct) => unknown, written: Spec])[]>> = {
  MetricTemplate: METRIC_PROVIDERS.map(([provider, query, written]) => [
    (scope) => new MetricTemplate(scope, 'sample', { provider, query }),
    { provider: written, query },
  ]),
  AlertProvider: ALERT_PROVIDERS.map(([props, written]) => [
    (scope) => new AlertProvider(scope, 'sample', props),
    written,
  ]),
};

function specSchema(kind: string): JsonSchema {
  const spec = readSchema('flagger.app/v1beta1', kind)?.properties?.spec;
  if (spec === undefined) throw new Error(`${kind} has no schema`);
  return spec;
}

function inOrder(leaves: readonly Leaf[]): Leaf[] {
  return [...leaves].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe.each(Object.entries(KINDS))('%s', (kind, samples) => {
  test('writes each of its props where the CRD has it, and nothing else', () => {
    for (const [make, written] of samples) {
      const chart = shopChart();
      make(chart);
      const [object] = Testing.synth(chart) as { spec: object }[];
      expect(problemsOf(chart)).toStrictEqual([]);
      expect(validateManifest(object)).toStrictEqual([]);
      expect(inOrder(leavesOf(object?.spec))).toStrictEqual(inOrder(leavesOf(written)));
    }
  });

  test('has a prop for every leaf of the CRD, and a way to say every value of its enumerations', () => {
    const specs = samples.map(([make]) => {
      const chart = shopChart();
      make(chart);
      return (Testing.synth(chart) as { spec: object }[])[0]?.spec;
    });
    expect(unreached(specSchema(kind), specs)).toStrictEqual([]);
  });
});

test('a leaf, an entry, an item or a value that nothing sets is found', () => {
  const schema: JsonSchema = {
    properties: {
      set: { type: 'string' },
      unset: { type: 'string' },
      entries: { additionalProperties: { items: { properties: { a: { type: 'string' }, b: { type: 'string' } } } } },
      kind: { type: 'string', enum: ['x', 'y', 'z'] },
    },
  };
  const objects = [{ set: '', kind: 'x' }, { kind: 'z', entries: { one: [], two: [{ a: 'a' }] } }, undefined];
  expect(unreached(schema, objects)).toStrictEqual(['/unset', '/entries/*/*/b', '/kind=y']);
});
