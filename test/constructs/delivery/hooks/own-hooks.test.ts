import type { CanaryWebhook, WebhookType } from '../../../../src/constructs/delivery/hooks/canary-webhook';
import {
  confirmPromotionHook,
  confirmRolloutHook,
  confirmTrafficIncreaseHook,
  eventHook,
  postRolloutHook,
  preRolloutHook,
  rollbackHook,
  rolloutHook,
} from '../../../../src/constructs/delivery/hooks/own-hooks';
import { problemsWith } from './fixture';

const BUILDERS: Record<WebhookType, (url: string) => CanaryWebhook> = {
  'confirm-rollout': confirmRolloutHook,
  'pre-rollout': preRolloutHook,
  rollout: rolloutHook,
  'confirm-traffic-increase': confirmTrafficIncreaseHook,
  'confirm-promotion': confirmPromotionHook,
  'post-rollout': postRolloutHook,
  rollback: rollbackHook,
  event: eventHook,
};

test.each(Object.entries(BUILDERS))('%s has a builder, and is named so unless it says otherwise', (type, builder) => {
  expect(builder('http://a.shop/')).toStrictEqual({ name: type, type, url: 'http://a.shop/' });
});

test('all eight together are a Canary without a problem', () => {
  expect(problemsWith(Object.values(BUILDERS).map((builder) => builder('http://a.shop/')))).toStrictEqual([]);
});

test('an alert can be muted only where Flagger would send one', () => {
  expect(confirmRolloutHook('http://a.shop/', { muteAlert: true })).toHaveProperty('muteAlert', true);
  // @ts-expect-error Flagger sends no alert when a check before the rollout fails
  const webhook = preRolloutHook('http://a.shop/', { muteAlert: true });
  expect(problemsWith([webhook])).toStrictEqual([
    'webhooks[0].muteAlert must be left out for the type pre-rollout, got true; remove it: Flagger sends no alert when this hook fails',
  ]);
});
