import { Capture, Match } from 'cdk8s-progressive-delivery/testing';
import { swift } from '../src/extensions/strategies';
import { manifestsOf } from './manifests-of';

test('what RolledOut makes of a strategy', () => {
  const manifests = manifestsOf('dev');
  expect(manifests.resource('Canary', 'payment')).toMatchSnapshot();
});

test('payment goes to one request of a hundred first, and to half of them at most', () => {
  const stepWeights = new Capture();
  manifestsOf('prod').hasResource('Canary', { metadata: { name: 'payment' }, spec: { analysis: { stepWeights } } });
  const weights = stepWeights.value as number[];
  expect(weights[0]).toBe(1);
  expect(Math.max(...weights)).toBe(50);
});

test('prod counts the errors of payment, dev does not', () => {
  const errors = { analysis: { metrics: Match.arrayWith([{ name: 'payment-errors', thresholdRange: { max: 1 } }]) } };
  expect(manifestsOf('prod')).toHaveResource('Canary', { metadata: { name: 'payment' }, spec: errors });
  expect(manifestsOf('dev')).not.toHaveResource('MetricTemplate');
});

test('release data has the last word on the steps of storefront', () => {
  expect(swift()).toMatchObject({ stepWeight: 25 });
  expect(manifestsOf('prod')).toHaveResource('Canary', {
    metadata: { name: 'storefront' },
    spec: { analysis: { stepWeight: 10, maxWeight: 50 } },
  });
});
