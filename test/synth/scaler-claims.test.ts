import { ApiObject, type Chart } from 'cdk8s';
import { PodinfoApp } from '../../src/constructs/app/podinfo-app';
import { Canary } from '../../src/constructs/delivery/canary';
import { ScaledObject } from '../../src/constructs/delivery/scaled-object';
import { canary } from '../../src/constructs/delivery/strategy';
import { deploymentTarget } from '../../src/constructs/delivery/target-reference';
import { linkerd } from '../../src/constructs/traffic/linkerd';
import { findingsOf, folderChart, testApp } from '../support/synth-app';
import { removeFolders } from '../support/synth-folder';

afterAll(removeFolders);

const namespace = 'shop';
const queue = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'queue' };
const rollout = {
  strategy: canary({ stepWeight: 10, maxWeight: 50 }),
  provider: linkerd(),
  analysis: { interval: '1m', threshold: 5, metrics: [] },
} as const;

function hpa(chart: Chart, id: string, scaleTargetRef: object = queue): ApiObject {
  const metadata = { name: id, namespace };
  return new ApiObject(chart, id, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: { scaleTargetRef, maxReplicas: 3 },
  });
}

function scaledObject(chart: Chart, id: string, name = 'queue'): ScaledObject {
  return new ScaledObject(chart, id, {
    target: deploymentTarget({ name, namespace, port: 80, targetPort: 'http' }),
    minReplicaCount: 1,
    maxReplicaCount: 3,
    triggers: { work: { type: 'cron', metadata: { start: '0 8 * * *', end: '0 18 * * *', desiredReplicas: '3' } } },
  });
}

function shop(): { app: ReturnType<typeof testApp>; chart: Chart } {
  const app = testApp();
  return { app, chart: folderChart(app, 'shop', { namespace }) };
}

const target = () => deploymentTarget({ name: 'queue', namespace, port: 80, targetPort: 'http' });

describe('the replicas of a workload', () => {
  test('are set by one autoscaler only, of whatever kind and however it is made', () => {
    const { app, chart } = shop();
    const backend = new PodinfoApp(chart, 'backend', { tag: '6.9.4' });
    scaledObject(chart, 'other', backend.name);
    hpa(folderChart(app, 'elsewhere'), 'third', { ...queue, name: 'backend' });
    expect(findingsOf(app)).toStrictEqual([
      'shop/other/ScaledObject: spec.scaleTargetRef must name what nothing else scales, got apps/Deployment shop/backend, which the HorizontalPodAutoscaler at shop/backend/HorizontalPodAutoscaler scales, too; they would set its replicas by turns: remove one of them',
      expect.stringMatching(/^elsewhere\/third: spec\.scaleTargetRef must name what nothing else scales/),
    ]);
  });

  test('may be set by one autoscaler on each cluster, and of each kind of workload', () => {
    const { app, chart } = shop();
    hpa(chart, 'a');
    hpa(chart, 'b', { ...queue, kind: 'StatefulSet' });
    hpa(folderChart(app, 'cloud', { cluster: 'cloud', namespace }), 'c');
    expect(findingsOf(app)).toStrictEqual([]);
  });

  test('are not set by a Deployment, too, which has an autoscaler', () => {
    const { app, chart } = shop();
    new PodinfoApp(chart, 'backend', { tag: '6.9.4', autoscaler: false, replicas: 3 });
    hpa(chart, 'scaler', { ...queue, name: 'backend' });
    expect(findingsOf(app)).toStrictEqual([
      'shop/backend/Deployment: spec.replicas must be left to the HorizontalPodAutoscaler at shop/scaler, got 3; Flux would set it back again and again: remove it',
    ]);
  });
});

describe("the autoscaler of a Canary's target", () => {
  test('is one that the Canary names', () => {
    const { app, chart } = shop();
    hpa(chart, 'scaler');
    new Canary(chart, 'queue-rollout', { ...rollout, target: target() });
    expect(findingsOf(app)).toStrictEqual([
      'shop/queue-rollout/Canary: spec.autoscalerRef must name the HorizontalPodAutoscaler scaler at shop/scaler, which scales the target, got nothing; Flagger would not know of it, and the primary would have no autoscaler: name it, or remove it',
    ]);
  });

  test('is not another one than the Canary names', () => {
    const { app, chart } = shop();
    const scaler = scaledObject(chart, 'queue-scaler');
    const autoscalerRef = { ...scaler.toAutoscalerRef(), name: 'other' };
    new Canary(chart, 'queue-rollout', { ...rollout, target: target(), autoscalerRef });
    expect(findingsOf(app)).toStrictEqual([
      expect.stringContaining(
        'must name the ScaledObject queue-scaler at shop/queue-scaler/ScaledObject, which scales the target, got ScaledObject other',
      ),
    ]);
  });

  test('is copied by Flagger: nobody else scales the primary', () => {
    const { app, chart } = shop();
    new Canary(chart, 'backend-rollout', { ...rollout, target: new PodinfoApp(chart, 'backend', { tag: '6.9.4' }) });
    hpa(chart, 'scaler', { ...queue, name: 'backend-primary' });
    expect(findingsOf(app)).toStrictEqual([
      'shop/scaler: spec.scaleTargetRef must leave backend-primary to the autoscaler that Flagger makes for it, got it beside autoscalerRef of the Canary at shop/backend-rollout/Canary; remove one of them',
    ]);
  });

  test('is fine where the Canary names it', () => {
    const { app, chart } = shop();
    const scaler = scaledObject(chart, 'queue-scaler');
    new Canary(chart, 'queue-rollout', { ...rollout, target: target(), autoscalerRef: scaler.toAutoscalerRef() });
    new Canary(chart, 'backend-rollout', { ...rollout, target: new PodinfoApp(chart, 'backend', { tag: '6.9.4' }) });
    expect(findingsOf(app)).toStrictEqual([]);
  });
});
