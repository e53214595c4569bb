import { batsTest } from '../../../../src/constructs/delivery/hooks/bats-test';
import { helmTest } from '../../../../src/constructs/delivery/hooks/helm-test';
import { hook, problemsWith } from './fixture';

const loadTester = 'http://tester.shop/';

test('batsTest runs a file with the address of the canary, and waits for it', () => {
  expect(hook(batsTest({ file: '/files/smoke.bats', loadTester }))).toStrictEqual({
    name: 'bats-test',
    type: 'pre-rollout',
    url: loadTester,
    timeout: '1m',
    metadata: { type: 'bash', cmd: 'CANARY_URL=http://web-canary.shop:9898 bats /files/smoke.bats' },
  });
});

test('helmTest tests the release in the namespace of the canary, for as long as Flagger waits', () => {
  expect(hook(helmTest({ release: 'web', loadTester, timeout: '5m' }))).toStrictEqual({
    name: 'helm-test',
    type: 'pre-rollout',
    url: loadTester,
    timeout: '5m',
    metadata: { type: 'helmv3', cmd: 'test web --namespace shop --timeout 5m' },
  });
});

test('a release of two words is refused, which the load tester would split', () => {
  expect(problemsWith([helmTest({ release: 'web --debug', loadTester })])).toStrictEqual([
    expect.stringMatching(/^webhooks\[0\]\.release must be /),
  ]);
});

test('both need a load tester of your own, or they do not type-check', () => {
  // @ts-expect-error the shared load tester has no rights to a release
  expect(helmTest({ release: 'web' }).kind).toBe('helm-test');
  // @ts-expect-error the shared load tester has none of your files
  expect(batsTest({ file: '/files/smoke.bats' }).kind).toBe('bats-test');
});
