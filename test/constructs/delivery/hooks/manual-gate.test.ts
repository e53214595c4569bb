import { postRolloutHook } from '../../../../src/constructs/delivery/hooks/own-hooks';
import { manualGate, manualRollback } from '../../../../src/constructs/delivery/hooks/manual-gate';
import { blueGreen } from '../../../../src/constructs/delivery/strategy';
import { analysisOf, canaryProps, shopChart } from '../fixture';
import { Canary } from '../../../../src/constructs/delivery/canary';
import { problemsWith, rendered, TESTER } from './fixture';

describe('manualGate', () => {
  test('asks the load tester, and closes the gate behind the version', () => {
    expect(rendered(manualGate('confirm-promotion', { muteAlert: true }))).toStrictEqual([
      { name: 'close-confirm-promotion', type: 'post-rollout', url: `${TESTER}gate/close` },
      { name: 'confirm-promotion', type: 'confirm-promotion', url: `${TESTER}gate/check`, muteAlert: true },
    ]);
  });

  test('closes before the other hooks after a rollout, the first of which may fail and end them', () => {
    const chart = shopChart();
    const webhooks = [postRolloutHook('http://chat.shop/'), manualGate('confirm-rollout')];
    new Canary(
      chart,
      'rollout',
      canaryProps(blueGreen({ iterations: 3 }), { analysis: { interval: '1m', threshold: 5, webhooks } }),
    );
    const after = (analysisOf(chart).webhooks as { type: string; name: string }[]).filter(
      ({ type }) => type === 'post-rollout',
    );
    expect(after.map(({ name }) => name)).toStrictEqual(['close-confirm-rollout', 'post-rollout']);
  });

  test('is refused twice at one load tester, which has one gate for a Canary', () => {
    const webhooks = [manualGate('confirm-rollout'), manualGate('confirm-promotion')];
    expect(problemsWith(webhooks)).toStrictEqual([
      'webhooks[1].url must have the gate for itself, which "confirm-rollout" asks, too, got "confirm-promotion"; a load tester has one gate for a Canary, so one approval would open both: keep one, or use a URL of your own',
    ]);
    expect(
      problemsWith([manualGate('confirm-rollout'), manualGate('confirm-promotion', { loadTester: 'http://a.shop' })]),
    ).toStrictEqual([]);
  });

  test('is refused where Flagger would never ask, or would begin anew while it waits', () => {
    expect(problemsWith([manualGate('confirm-traffic-increase')], blueGreen({ iterations: 3 }))).toStrictEqual([
      'webhooks[0].type must not wait for a traffic increase in blue-green, which has none, got "confirm-traffic-increase"; Flagger would never call it: use confirm-promotion',
    ]);
    expect(problemsWith([manualGate('confirm-promotion')], blueGreen({ iterations: 1 }))).toStrictEqual([
      'webhooks[0].type must not wait for a promotion after a single iteration, got "confirm-promotion"; Flagger would begin anew with the hooks before the rollout while it waits: give it 2 iterations',
    ]);
  });
});

test('manualRollback asks for the rollback gate, which is another, and forgets the wish at the end', () => {
  expect(rendered(manualRollback({ loadTester: 'http://tester.shop' }))).toStrictEqual([
    { name: 'close-rollback', type: 'post-rollout', url: 'http://tester.shop/rollback/close' },
    { name: 'rollback', type: 'rollback', url: 'http://tester.shop/rollback/check' },
  ]);
  expect(problemsWith([manualGate('confirm-promotion'), manualRollback()])).toStrictEqual([]);
});
