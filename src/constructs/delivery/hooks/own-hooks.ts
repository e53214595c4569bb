import type { CanaryWebhook, GateType, WebhookCall, WebhookType } from './canary-webhook';

/** Options of a hook with a URL of your own. */
export interface HookOptions extends Omit<WebhookCall, 'name' | 'url'> {
  /** Name of the hook. @default - its type */
  readonly name?: string;
}

/** Options of a hook that holds the rollout until it passes. */
export interface GateHookOptions extends HookOptions {
  /** Sends no alert while it waits. @default false */
  readonly muteAlert?: boolean;
}

/** Holds a new version back, before anything is done about it, until the URL passes. */
export function confirmRolloutHook(url: string, options: GateHookOptions = {}): CanaryWebhook {
  return gate('confirm-rollout', url, options);
}

/** Must pass before the canary gets its first traffic; each failure counts. */
export function preRolloutHook(url: string, options: HookOptions = {}): CanaryWebhook {
  return call('pre-rollout', url, options);
}

/** Must pass at every check, before the metrics; each failure counts. */
export function rolloutHook(url: string, options: HookOptions = {}): CanaryWebhook {
  return call('rollout', url, options);
}

/** Holds the canary at its share, at every step, until the URL passes; only for the strategy `canary`. */
export function confirmTrafficIncreaseHook(url: string, options: GateHookOptions = {}): CanaryWebhook {
  return gate('confirm-traffic-increase', url, options);
}

/** Holds the promotion until the URL passes; the analysis goes on, and may still roll back. */
export function confirmPromotionHook(url: string, options: GateHookOptions = {}): CanaryWebhook {
  return gate('confirm-promotion', url, options);
}

/** Told that the rollout ended, promoted or rolled back; the first that fails keeps the others from being told. */
export function postRolloutHook(url: string, options: HookOptions = {}): CanaryWebhook {
  return call('post-rollout', url, options);
}

/** Asked at every check whether to roll back: a pass rolls back. */
export function rollbackHook(url: string, options: HookOptions = {}): CanaryWebhook {
  return call('rollback', url, options);
}

/** Told every event of the Canary, in place of Flagger's own event webhook. Flagger waits for the answer each time. */
export function eventHook(url: string, options: HookOptions = {}): CanaryWebhook {
  return call('event', url, options);
}

function gate(type: GateType, url: string, options: GateHookOptions): CanaryWebhook {
  return { name: type, type, url, ...options };
}

function call(type: Exclude<WebhookType, GateType>, url: string, options: HookOptions): CanaryWebhook {
  return { name: type, type, url, ...options };
}
