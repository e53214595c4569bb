import { Testing } from 'cdk8s';
import { Canary } from '../../../src/constructs/delivery/canary';
import { ScaledObject } from '../../../src/constructs/delivery/scaled-object';
import type { ScaleTrigger } from '../../../src/constructs/delivery/scaled-object-props';
import { canary } from '../../../src/constructs/delivery/strategy';
import { deploymentTarget } from '../../../src/constructs/delivery/target-reference';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { canaryProps, objectsOf, problemsOf, shopChart } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

const queue = deploymentTarget({ name: 'queue', namespace: 'shop', port: 80, targetPort: 'http' });
const counts = { target: queue, minReplicaCount: 1, maxReplicaCount: 9 } as const;

function asking(query: string): ScaleTrigger {
  const metadata = { serverAddress: 'http://prometheus.monitoring:9090', query, threshold: '100' };
  return { type: 'prometheus', metadata };
}

const cron: ScaleTrigger = { type: 'cron', metadata: { start: '0 6 * * *', end: '0 20 * * *', desiredReplicas: '4' } };

/** What is wrong with a ScaledObject whose primary has these queries. */
function problemsWith(triggers: Record<string, ScaleTrigger>, primaryScalerQueries?: Record<string, string>): string[] {
  const chart = shopChart();
  new ScaledObject(chart, 'scaler', { ...counts, triggers }).toAutoscalerRef({ primaryScalerQueries });
  return problemsOf(chart);
}

test('a ScaledObject scales its target, and its Canary names it with the queries of the primary', () => {
  const chart = shopChart();
  const scaler = new ScaledObject(chart, 'scaler', {
    ...counts,
    pollingInterval: 10,
    cooldownPeriod: 60,
    triggers: {
      backlog: { ...asking('sum(backlog{app="queue"})'), metricType: 'Value', authenticationRef: { name: 'login' } },
      day: cron,
    },
  });
  const autoscalerRef = scaler.toAutoscalerRef({
    primaryScalerReplicas: { minReplicas: 2 },
    primaryScalerQueries: { backlog: 'sum(backlog{app="queue-primary"})' },
  });
  const steps = canary({ stepWeight: 10, maxWeight: 50 });
  new Canary(chart, 'rollout', canaryProps(steps, { target: queue, autoscalerRef }));
  expect(objectsOf(chart, 'ScaledObject')).toMatchSnapshot();
  expect(objectsOf(chart, 'Canary')[0]?.spec).toMatchObject({
    autoscalerRef: {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      name: 'scaler',
      primaryScalerReplicas: { minReplicas: 2 },
      primaryScalerQueries: { backlog: 'sum(backlog{app="queue-primary"})' },
    },
  });
  expect((Testing.synth(chart) as object[]).flatMap(validateManifest)).toStrictEqual([]);
});

test('what KEDA refuses is refused', () => {
  const chart = shopChart();
  const name = 'a'.repeat(47);
  new ScaledObject(chart, name, { ...counts, minReplicaCount: -1, maxReplicaCount: 0, triggers: {} });
  new ScaledObject(chart, 'b', { ...counts, minReplicaCount: 3, maxReplicaCount: 2, triggers: { day: cron } });
  new ScaledObject(chart, 'c', { ...counts, pollingInterval: 0, cooldownPeriod: 0.5, triggers: { day: cron } });
  expect(problemsOf(chart)).toStrictEqual([
    `name must be at most 46 characters, got "${name}"; shorten it by 1`,
    'minReplicaCount must be a whole number of at least 0, got -1; for example 0',
    'maxReplicaCount must be a whole number of at least 1, got 0; for example 1',
    'triggers must have at least one, got {}; KEDA refuses it without: add one',
    'maxReplicaCount must be at least minReplicaCount 3, got 2; raise it, or lower minReplicaCount',
    'pollingInterval must be a whole number of at least 1, got 0; for example 1',
    'cooldownPeriod must be a whole number of at least 0, got 0.5; for example 1',
  ]);
});

test('no replicas are for triggers that need none to measure', () => {
  const none = { ...counts, minReplicaCount: 0 };
  const cpu: ScaleTrigger = { type: 'cpu', metricType: 'Utilization', metadata: { value: '80' } };
  const chart = shopChart();
  new ScaledObject(chart, 'a', { ...none, triggers: { cpu, day: cron } });
  expect(problemsOf(chart)).toStrictEqual([]);
  new ScaledObject(chart, 'b', { ...none, triggers: { cpu } });
  expect(problemsOf(chart)).toStrictEqual([
    'minReplicaCount must be at least 1 for cpu and memory alone, got 0; no pod is there to measure: write 1, or add another trigger',
  ]);
});

test('queries of the primary are those of all triggers that have one, since one of them keeps Flagger from the others', () => {
  const triggers = { backlog: asking('a'), orders: asking('b'), day: cron };
  expect(problemsWith(triggers)).toStrictEqual([]);
  expect(problemsWith(triggers, { backlog: 'c', orders: 'd' })).toStrictEqual([]);
  expect(problemsWith(triggers, { backlog: 'c', day: 'd' })).toStrictEqual([
    'primaryScalerQueries.day must be of a trigger with a query, got "day"; the trigger has no metadata.query that Flagger could replace: remove it',
    'primaryScalerQueries.orders must be given, too, beside the others, got nothing; Flagger would scale the primary by the query of the target: write it, or remove all',
  ]);
});

test('a bound of the primary that crosses the other one of the target is refused', () => {
  const on = (primaryScalerReplicas: { minReplicas?: number; maxReplicas?: number }) => {
    const chart = shopChart();
    const scaler = new ScaledObject(chart, 'scaler', { ...counts, minReplicaCount: 2, triggers: { day: cron } });
    scaler.toAutoscalerRef({ primaryScalerReplicas });
    return problemsOf(chart);
  };
  expect(on({ minReplicas: 10 })).toStrictEqual([
    'primaryScalerReplicas.minReplicas must be at most maxReplicaCount 9, got 10; lower it, or give maxReplicas, too',
  ]);
  expect(on({ maxReplicas: 1 })).toStrictEqual([
    'primaryScalerReplicas.maxReplicas must be at least minReplicaCount 2, got 1; raise it, or give minReplicas, too',
  ]);
  expect([
    ...on({ minReplicas: 9 }),
    ...on({ maxReplicas: 2 }),
    ...on({ minReplicas: 11, maxReplicas: 12 }),
  ]).toStrictEqual([]);
});

test.each(['sum(backlog{app="queue"})', 'up{pod=~"queue-.*"}', 'up{job="queue-canary"}', 'sum(backlog)'])(
  'Flagger may put the name of the primary into %s',
  (query) => {
    expect(problemsWith({ backlog: asking(query) })).toStrictEqual([]);
  },
);

test.each(['sum(queue_length{app="queue"})', 'sum(backlog{queue="queue"})', 'queue(1)', 'sum(myqueue)'])(
  'Flagger would break the query %s: the primary needs one of its own',
  (query) => {
    expect(problemsWith({ backlog: asking(query) })).toStrictEqual([
      `triggers.backlog.metadata.query must have the name queue as a value of its own only, since Flagger puts "-primary" behind it, got ${JSON.stringify(query)}; give the query of the primary in primaryScalerQueries`,
    ]);
    expect(problemsWith({ backlog: asking(query) }, { backlog: 'up' })).toStrictEqual([]);
  },
);
