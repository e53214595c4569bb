import { PodinfoApp } from '../../src/constructs/app/podinfo-app';
import { Canary } from '../../src/constructs/delivery/canary';
import { canary } from '../../src/constructs/delivery/strategy';
import { linkerd } from '../../src/constructs/traffic/linkerd';
import { findingsOf, folderChart, testApp } from '../support/synth-app';
import { removeFolders } from '../support/synth-folder';

afterAll(removeFolders);

function findings(minReadySeconds: number | undefined, progressDeadlineSeconds?: number): string[] {
  const app = testApp();
  const chart = folderChart(app, 'shop', { namespace: 'shop' });
  const rollout = { minReadySeconds, progressDeadlineSeconds: 900 };
  new Canary(chart, 'backend-rollout', {
    target: new PodinfoApp(chart, 'backend', { tag: '6.9.4', rollout }),
    strategy: canary({ stepWeight: 10, maxWeight: 50 }),
    provider: linkerd(),
    analysis: { interval: '1m', threshold: 5, metrics: [] },
    ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
  });
  return findingsOf(app);
}

test('Flagger waits until the pods of a target can count, with its own deadline or one that is given', () => {
  expect(findings(30, 30)).toStrictEqual([
    'shop/backend-rollout/Canary: spec.progressDeadlineSeconds must be greater than the minReadySeconds 30 of shop/backend/Deployment, got 30; no pod would count before Flagger gives up: raise it, or lower that',
  ]);
  expect(findings(600)).toStrictEqual([
    'shop/backend-rollout/Canary: spec.progressDeadlineSeconds must be greater than the minReadySeconds 600 of shop/backend/Deployment, got nothing, which is 600; no pod would count before Flagger gives up: raise it, or lower that',
  ]);
  expect([...findings(30, 31), ...findings(599), ...findings(600, 601), ...findings(undefined, 1)]).toStrictEqual([]);
});
