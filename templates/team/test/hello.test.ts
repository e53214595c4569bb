import { manifestsOf } from './manifests-of';

test.each(['dev', 'prod'])('on %s at most half of the requests go to a version that is being tried', (environment) => {
  expect(manifestsOf(environment)).toHaveResource('Canary', {
    spec: { targetRef: { name: 'hello' }, analysis: { maxWeight: 50 } },
  });
});

test('prod moves in smaller steps than dev', () => {
  const canaryOn = (environment: string) => manifestsOf(environment).resource('Canary', 'hello');
  expect(canaryOn('dev')).toMatchObject({ spec: { analysis: { stepWeight: 10 } } });
  expect(canaryOn('prod')).toMatchObject({ spec: { analysis: { stepWeight: 5 } } });
});
