import { Canary } from '../../../src/constructs/delivery/canary';
import { canary } from '../../../src/constructs/delivery/strategy';
import { daemonSetTarget, serviceTarget } from '../../../src/constructs/delivery/target-reference';
import { istio } from '../../../src/constructs/traffic/istio';
import { canaryProblems, canaryProps, objectsOf, shopChart, target } from './fixture';

const steps = canary({ stepWeight: 10, maxWeight: 50 });
const scaled = target({ autoscalerName: 'backend' });

function autoscalerRefOf(overrides: Parameters<typeof canaryProps>[1]): unknown {
  const chart = shopChart();
  new Canary(chart, 'rollout', canaryProps(steps, overrides));
  return (objectsOf(chart, 'Canary')[0]?.spec as { autoscalerRef?: unknown }).autoscalerRef;
}

test("a Canary names its target's own autoscaler, and what its own props say of it comes on top", () => {
  const own = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'backend' };
  const primaryScalerReplicas = { minReplicas: 3 };
  expect(autoscalerRefOf({})).toBeUndefined();
  expect(autoscalerRefOf({ target: scaled })).toStrictEqual(own);
  expect(
    autoscalerRefOf({ target: target({ autoscalerName: 'backend' }), autoscalerRef: { primaryScalerReplicas } }),
  ).toStrictEqual({ ...own, primaryScalerReplicas });
  expect(autoscalerRefOf({ autoscalerRef: { kind: 'ScaledObject', name: 'scaler' } })).toStrictEqual({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    name: 'scaler',
  });
});

test('a second autoscaler is refused, and one without a name', () => {
  const autoscalerRef = { kind: 'ScaledObject', name: 'scaler' } as const;
  expect([
    ...canaryProblems(steps, { target: target({ autoscalerName: 'backend' }), autoscalerRef }),
    ...canaryProblems(steps, { autoscalerRef: { primaryScalerReplicas: { minReplicas: 1 } } }),
    ...canaryProblems(steps, { autoscalerRef: { name: 'Backend' } }),
  ]).toStrictEqual([
    'autoscalerRef.name must be the target\'s own autoscaler backend, got "scaler"; two autoscalers would fight over its replicas, and KEDA refuses a second one: remove one of them',
    'autoscalerRef.name must be given where the target has no autoscaler of its own, got nothing; name the autoscaler',
    expect.stringMatching(/^autoscalerRef\.name must be a DNS-1123 subdomain/),
  ]);
});

test('bounds of the primary are whole, at least 1 and in order', () => {
  const bounded = (minReplicas: number, maxReplicas: number) =>
    canaryProblems(steps, { autoscalerRef: { name: 'x', primaryScalerReplicas: { minReplicas, maxReplicas } } });
  expect(bounded(2, 2)).toStrictEqual([]);
  expect(bounded(0, 1.5)).toStrictEqual([
    'autoscalerRef.primaryScalerReplicas.minReplicas must be a whole number of at least 1, got 0; for example 1',
    'autoscalerRef.primaryScalerReplicas.maxReplicas must be a whole number of at least 1, got 1.5; for example 2',
  ]);
  expect(bounded(3, 2)).toStrictEqual([
    'autoscalerRef.primaryScalerReplicas.maxReplicas must be at least minReplicas 3, got 2; raise it, or lower minReplicas',
  ]);
});

test('queries are refused where Flagger ignores them, and where they keep it from making its own', () => {
  const primaryScalerQueries = { backlog: 'up' };
  expect([
    // @ts-expect-error Flagger reads them for a ScaledObject only
    ...canaryProblems(steps, { autoscalerRef: { name: 'x', primaryScalerQueries } }),
    ...canaryProblems(steps, { autoscalerRef: { kind: 'ScaledObject', name: 'x', primaryScalerQueries: {} } }),
    ...canaryProblems(steps, { autoscalerRef: { kind: 'ScaledObject', name: 'x', primaryScalerQueries: { a: ' ' } } }),
  ]).toStrictEqual([
    'autoscalerRef.primaryScalerQueries must be given for a ScaledObject only, got {"backlog":"up"}; Flagger ignores them for a HorizontalPodAutoscaler: remove them',
    'autoscalerRef.primaryScalerQueries must name a trigger, got {}; Flagger would leave the queries as they are, without the name of the primary: remove it',
    'autoscalerRef.primaryScalerQueries.a must be a query, got " "; write it',
  ]);
});

test('a target without replicas has no autoscaler', () => {
  const agent = daemonSetTarget({ name: 'agent', namespace: 'shop', port: 80, targetPort: 80 });
  const payments = serviceTarget({ name: 'payments', namespace: 'shop', port: 80, type: 'ExternalName' });
  const remedy = 'it has no replicas that an autoscaler could set: remove it';
  expect([
    ...canaryProblems(steps, { target: { ...agent, autoscalerName: 'agent' } }),
    ...canaryProblems(steps, { target: payments, provider: istio(), autoscalerRef: { name: 'x' } }),
  ]).toStrictEqual([
    `target.autoscalerName must be left out for a DaemonSet, got "agent"; ${remedy}`,
    `autoscalerRef must be left out for a Service, got {"name":"x"}; ${remedy}`,
  ]);
});
