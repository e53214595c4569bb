import { Manifests } from 'cdk8s-progressive-delivery/testing';
import { CheckoutApp, type Tier } from '../src/apps/checkout-app';
import { manifestsOf } from './manifests-of';

function appOf(tier: Tier): Manifests {
  return Manifests.fromChart(
    (chart) => new CheckoutApp(chart, 'payment', { tier, tag: '6.9.4', namespace: 'checkout' }),
  );
}

test('a CheckoutApp', () => {
  expect(appOf('critical').findResources('Deployment')).toMatchSnapshot();
});

test.each([
  ['critical', 3],
  ['standard', 2],
] as const)('a %s app keeps %i pods', (tier, minReplicas) => {
  expect(appOf(tier)).toHaveResource('HorizontalPodAutoscaler', { spec: { minReplicas } });
});

test.each(['dev', 'prod'])('on %s every object says who pays for it', (environment) => {
  const unlabelled = manifestsOf(environment).objects.filter(
    ({ metadata }) => metadata.labels?.['cost-center'] !== 'cc-4711',
  );
  expect(unlabelled).toStrictEqual([]);
});

test.each(['dev', 'prod'])('on %s every app has a runbook', (environment) => {
  const manifests = manifestsOf(environment);
  for (const { metadata } of manifests.findResources('Deployment')) {
    expect(manifests).toHaveResource('ConfigMap', { metadata: { name: `${metadata.name}-runbook` } });
  }
  expect(manifests).toHaveResourceCount('Deployment', 2);
});
