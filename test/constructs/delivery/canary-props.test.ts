import { Canary } from '../../../src/constructs/delivery/canary';
import type { CanaryMetric } from '../../../src/constructs/delivery/canary-metric';
import { canary } from '../../../src/constructs/delivery/strategy';
import { nginx } from '../../../src/constructs/traffic/nginx';
import { analysisOf, canaryProblems, canaryProps, shopChart, target } from './fixture';

const steps = canary({ stepWeight: 10, maxWeight: 50 });
const numbers = { interval: '1m', threshold: 5, metrics: [] } as const;

function problemsWith(...metrics: CanaryMetric[]): string[] {
  return canaryProblems(steps, { analysis: { ...numbers, metrics } });
}

test('thresholds of ready pods are percents of at least 1', () => {
  const analysis = { ...numbers, primaryReadyThreshold: 0, canaryReadyThreshold: 101 };
  expect(canaryProblems(steps, { analysis })).toStrictEqual([
    'analysis.primaryReadyThreshold must be a whole number from 1 to 100, got 0; for example 1',
    'analysis.canaryReadyThreshold must be a whole number from 1 to 100, got 101; for example 100',
  ]);
});

test('a metrics server that no metric asks is refused, and one that is no URL', () => {
  const metricsServer = 'http://prometheus.shop:9090';
  const builtIn = { ...numbers, metrics: [{ name: 'request-duration', interval: '1m', threshold: 500 }] } as const;
  expect(canaryProblems(steps, { metricsServer, analysis: builtIn })).toStrictEqual([]);
  const behind = { provider: nginx(), target: target({ ingressName: 'backend' }) };
  expect(canaryProblems(steps, { metricsServer, analysis: builtIn, ...behind })).toStrictEqual([
    'metricsServer must be asked by a built-in metric, got "http://prometheus.shop:9090"; remove it: templates name their own provider, and so does nginx({ prometheus })',
  ]);
  expect(canaryProblems(steps, { metricsServer: 'prometheus:9090', analysis: builtIn })).toStrictEqual([
    expect.stringMatching(/^metricsServer must .*, got "prometheus:9090"; /),
  ]);
});

test('an alert without a severity is refused, since Flagger would never send it', () => {
  const alert = { name: 'chat', providerRef: { name: 'chat' } };
  // @ts-expect-error Flagger's schema lets it be left out
  expect(canaryProblems(steps, { alerts: [alert] })).toStrictEqual([
    'alerts[0].severity must be info, warn or error, got nothing; Flagger would never send it: write "info" for all events',
  ]);
});

describe('a query written in the Canary', () => {
  const query = 'sum(up)';

  test('is refused below a built-in name, or when it is empty', () => {
    expect(problemsWith({ name: 'up', interval: '1m', threshold: 1, query })).toStrictEqual([]);
    expect(problemsWith({ name: 'request-duration', interval: '1m', threshold: 1, query })).toStrictEqual([
      'metrics[0].name must not be a built-in name when it has a query, got "request-duration"; Flagger would run both queries: rename it',
    ]);
    expect(problemsWith({ name: 'up', interval: '1m', threshold: 1, query: ' ' })).toHaveLength(1);
    expect(problemsWith({ name: 'up', interval: '1m', threshold: Number.NaN, query })).toStrictEqual([
      'metrics[0].threshold must be a number, got NaN; for example 99',
    ]);
  });

  test('is a compile error beside a template, and one bound beside a range', () => {
    const both: CanaryMetric[] = [
      // @ts-expect-error Flagger would ask both
      { name: 'up', interval: '1m', threshold: 1, query, templateRef: { name: 'up' } },
      // @ts-expect-error Flagger would look at the range only
      { name: 'up', interval: '1m', threshold: 1, query, thresholdRange: { min: 1 } },
    ];
    expect(both).toHaveLength(2);
  });
});

test('one bound of a built-in metric stays the bound it was when a template takes its place', () => {
  const chart = shopChart();
  const metrics = [
    { name: 'request-success-rate', interval: '1m', threshold: 99 },
    { name: 'request-duration', interval: '1m', threshold: 500 },
  ] as const;
  const behind = { provider: nginx(), target: target({ ingressName: 'backend' }), analysis: { ...numbers, metrics } };
  new Canary(chart, 'rollout', canaryProps(steps, behind));
  expect(analysisOf(chart).metrics).toMatchObject([{ thresholdRange: { min: 99 } }, { thresholdRange: { max: 500 } }]);
});
