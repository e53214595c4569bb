import { Chart, Testing } from 'cdk8s';
import { Canary } from '../../../src/constructs/delivery/canary';
import type { CanaryMetric } from '../../../src/constructs/delivery/canary-metric';
import type { CanaryTarget } from '../../../src/constructs/delivery/canary-target';
import { prometheus } from '../../../src/constructs/delivery/metric-providers/prometheus';
import { MetricTemplate } from '../../../src/constructs/delivery/metric-template';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { type AnalysisMetric, metric } from '../../../src/constructs/delivery/query-metric';
import { blueGreen } from '../../../src/constructs/delivery/strategy';
import { serviceTarget } from '../../../src/constructs/delivery/target-reference';
import { ClusterReference } from '../../../src/constructs/infrastructure/cluster-reference';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import { gatewayApi } from '../../../src/constructs/traffic/gateway-api';
import { istio } from '../../../src/constructs/traffic/istio';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import { linkerd, linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import type { MetricQuery } from '../../../src/constructs/traffic/metric-queries';
import { queries } from '../../../src/constructs/traffic/queries/queries';
import type { FlaggerProvider, TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import type { ManifestObject } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { canaryProblems, canaryProps, problemsOf, shopChart, target } from './fixture';

const steps = blueGreen({ iterations: 3 });

const { pods, ...sources } = queries;
const ALL: MetricQuery[] = [
  ...Object.values(sources).flatMap((source) => [
    source.successRate(),
    ...([50, 90, 95, 99] as const).map((percentile) => source.latency(percentile)),
    source.throughput(),
  ]),
  ...Object.values(pods).map((query: () => MetricQuery) => query()),
];

function rollout(metrics: readonly AnalysisMetric[]): Chart {
  const chart = shopChart();
  new Canary(chart, 'rollout', canaryProps(steps, { analysis: { interval: '1m', threshold: 5, metrics } }));
  return chart;
}

function objects(chart: Chart): ManifestObject[] {
  return Testing.synth(chart) as ManifestObject[];
}

function metricsOf(chart: Chart): readonly CanaryMetric[] {
  const canary = objects(chart).find(({ kind }) => kind === 'Canary');
  return (canary?.['spec'] as { analysis: { metrics: CanaryMetric[] } }).analysis.metrics;
}

function templateNames(chart: Chart): string[] {
  return objects(chart)
    .filter(({ kind }) => kind === 'MetricTemplate')
    .map(({ metadata }) => metadata.name);
}

describe('the ready queries', () => {
  test('have names of their own, which a template can have', () => {
    const chart = rollout(ALL.map((query) => metric(query, { max: 1 })));
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    expect(templateNames(chart)).toStrictEqual(ALL.map(({ name }) => `backend-${name}`));
    expect(problemsOf(chart)).toStrictEqual([]);
    expect(objects(chart).flatMap((object) => validateManifest(object))).toStrictEqual([]);
  });

  test.each(ALL)(
    '$name looks back over the interval only, and has no comment, which would swallow the rest of its line',
    ({ query }) => {
      const windows = [...query.matchAll(/\}\[(.*?)\]/g)].map(([, window]) => window);
      expect(new Set(windows)).toStrictEqual(new Set(['{{ interval }}']));
      expect(query).not.toContain('#');
    },
  );

  test("make a template with a provider of one's own", () => {
    const chart = shopChart();
    const provider = prometheus({ address: 'https://thanos.example.com' });
    const { name, query } = queries.istio.latency(90);
    const template = new MetricTemplate(chart, name, { provider, query });
    expect(template.toMetric({ interval: '1m', thresholdRange: { max: 300 } }).name).toBe('istio-latency-p90');
    expect(problemsOf(chart)).toStrictEqual([]);
  });
});

test('what would never answer or never fail does not compile', () => {
  const mistakes = () => [
    // @ts-expect-error no such percentile
    queries.linkerd.latency(0.99),
    // @ts-expect-error a check without a bound
    metric(queries.linkerd.successRate(), {}),
    // @ts-expect-error a window that Flagger does not know
    metric(queries.linkerd.successRate(), { min: 99 }, { interval: '1h' }),
    // @ts-expect-error Flagger asks a template's provider by its own type; these queries are PromQL
    metric(queries.linkerd.successRate(), { min: 99 }, { provider: { type: 'datadog', secretName: 'datadog' } }),
  ];
  expect(mistakes).not.toThrow();
});

describe('metric()', () => {
  test('is one check, whose template the Canary makes', () => {
    const chart = rollout([metric(queries.linkerd.latency(95), { max: 300 })]);
    expect(metricsOf(chart)).toStrictEqual([
      {
        name: 'linkerd-latency-p95',
        interval: '1m',
        thresholdRange: { max: 300 },
        templateRef: { name: 'backend-linkerd-latency-p95' },
      },
    ]);
    expect(objects(chart)[0]).toStrictEqual({
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: { name: 'backend-linkerd-latency-p95', namespace: 'shop' },
      spec: {
        provider: { type: 'prometheus', address: 'http://prometheus.monitoring:9090' },
        query: queries.linkerd.latency(95).query,
      },
    });
  });

  test("takes a window, another Prometheus, and values for a query of one's own", () => {
    const provider = prometheus({ address: 'https://mimir.example.com/prometheus', secretName: 'mimir' });
    const query = { name: 'queue', query: 'max(queue{topic="{{ variables.topic }}"})' };
    const chart = rollout([
      metric(query, { max: 10 }, { interval: '5m', provider, templateVariables: { topic: 'a' } }),
    ]);
    expect(metricsOf(chart)).toMatchObject([{ name: 'queue', interval: '5m', templateVariables: { topic: 'a' } }]);
    expect(objects(chart)[0]).toMatchObject({ spec: { provider: { secretRef: { name: 'mimir' } } } });
    expect(problemsOf(chart)).toStrictEqual([]);
  });

  test('shares a template between checks that differ in window and bounds', () => {
    const query = queries.linkerd.successRate();
    const chart = rollout([metric(query, { min: 99 }), metric(query, { min: 99.9 }, { interval: '10m' })]);
    expect(templateNames(chart)).toStrictEqual(['backend-linkerd-success-rate']);
    expect(metricsOf(chart)).toHaveLength(2);
    expect(problemsOf(chart)).toStrictEqual([]);
  });

  test('reports two queries of one name, a window that Flagger cannot read, and bounds that never fail', () => {
    const chart = rollout([
      metric({ name: 'queue', query: 'max(queue)' }, { max: 10 }),
      metric({ name: 'queue', query: 'min(queue)' }, { max: 10 }, { interval: '1h' as never }),
      metric(queries.http.throughput(), {} as never),
    ]);
    expect(problemsOf(chart)).toStrictEqual([
      'metrics[1].query must have a name of its own where the query or its provider differs, got "queue"; rename one of the queries',
      expect.stringContaining('metrics[1].interval must'),
      expect.stringContaining('metrics[2].thresholdRange must bound the values that pass'),
    ]);
  });
});

describe('built-in metrics', () => {
  function onCluster(
    provider: TrafficProvider,
    meshProvider?: FlaggerProvider,
    own: Partial<CanaryTarget> = {},
  ): string[] {
    const cluster = new ClusterReference(Testing.app(), 'cloud', {
      platform: k3s(),
      ...(meshProvider !== undefined && { flagger: { meshProvider } }),
    });
    const environment = new Environment(cluster, 'prod', {
      branch: 'main',
      profile: profiles.quick,
      traffic: provider,
    });
    const chart = new Chart(environment, 'shop', { namespace: 'shop' });
    new Canary(chart, 'rollout', { target: target(own), strategy: steps });
    expect(problemsOf(chart)).toStrictEqual([]);
    return metricsOf(chart).map(({ name }) => name);
  }

  const BUILT_IN = ['request-success-rate', 'request-duration'];
  const LINKERD = ['linkerd-success-rate', 'linkerd-latency-p99'];
  const HTTP = ['http-success-rate', 'http-latency-p99'];
  const gateway = gatewayApi({ gateways: [{ name: 'public' }] });

  test.each<[TrafficProvider, FlaggerProvider | undefined, string[]]>([
    [linkerd(), 'linkerd', BUILT_IN],
    [linkerd(), undefined, BUILT_IN],
    [linkerd(), 'gatewayapi:v1', LINKERD],
    [linkerdSmi(), 'istio', BUILT_IN],
    [istio(), 'istio', BUILT_IN],
    [istio(), undefined, BUILT_IN],
    [istio(), 'linkerd', ['istio-success-rate', 'istio-latency-p99']],
    [gateway, 'linkerd', BUILT_IN],
    [gateway, 'gatewayapi:v1', HTTP],
    [kubernetes(), 'linkerd', BUILT_IN],
    [kubernetes(), 'kubernetes', HTTP],
  ])('of %o on --mesh-provider %s are %j', (provider, meshProvider, names) => {
    expect(onCluster(provider, meshProvider)).toStrictEqual(names);
  });

  test('are asked of the Prometheus that Flagger asks, when templates take their place', () => {
    const flagger = { meshProvider: 'kubernetes', metricsServer: 'https://metrics.example.com' } as const;
    const cluster = new ClusterReference(Testing.app(), 'cloud', { platform: k3s(), flagger });
    const environment = new Environment(cluster, 'prod', {
      branch: 'main',
      profile: profiles.quick,
      traffic: kubernetes(),
    });
    const chart = new Chart(environment, 'shop', { namespace: 'shop' });
    new Canary(chart, 'rollout', { target: target(), strategy: steps });
    const provider = { type: 'prometheus', address: 'https://metrics.example.com' };
    expect(objects(chart).slice(0, 2)).toMatchObject([{ spec: { provider } }, { spec: { provider } }]);
  });

  test('of a DaemonSet are templates, whose queries find its pods', () => {
    expect(onCluster(linkerd(), 'linkerd', { kind: 'DaemonSet' })).toStrictEqual(LINKERD);
    expect(onCluster(istio(), 'istio', { kind: 'DaemonSet' })).toStrictEqual(BUILT_IN);
  });
});

describe('a query by the names of pods', () => {
  const byPods = [metric(queries.pods.restarts(), { max: 0 }), metric(queries.http.successRate(), { min: 99 })];
  const others = [
    metric(queries.istio.successRate(), { min: 99 }),
    metric(queries.linkerdRoute.latency(99), { max: 5 }),
  ];
  const problemsOfTarget = (made: CanaryTarget, metrics: readonly AnalysisMetric[], provider = linkerd()) =>
    canaryProblems(steps, { target: made, provider, analysis: { interval: '1m', threshold: 5, metrics } });

  test('is refused for a Deployment whose pods have a part of its name only', () => {
    expect(problemsOfTarget(target({ name: 'a'.repeat(46) }), byPods)).toStrictEqual([]);
    expect(problemsOfTarget(target({ name: 'a'.repeat(48) }), byPods)).toStrictEqual([
      expect.stringMatching(
        /^target\.name must be at most 46 characters for pod-restarts, which asks by the names of pods, got .*; Kubernetes would cut them, and the query finds none: shorten it by 2, or ask otherwise$/,
      ),
    ]);
    expect(problemsOfTarget(target({ name: 'a'.repeat(48) }), others)).toStrictEqual([]);
    expect(problemsOfTarget(target({ name: 'a'.repeat(48), kind: 'DaemonSet' }), byPods)).toStrictEqual([]);
  });

  test('is refused for a Service, which has no pods of its name', () => {
    const service = serviceTarget({ name: 'payments', namespace: 'shop', port: 80, type: 'ExternalName' });
    expect(problemsOfTarget(service, byPods)).toStrictEqual([
      'metrics must not ask by pods for a Service, got "pod-restarts"; it has no pods of its name: use another of queries, or a MetricTemplate',
      'metrics must not ask by pods for a Service, got "http-success-rate"; it has no pods of its name: use another of queries, or a MetricTemplate',
    ]);
  });
});
