import type { CanaryWebhook, GateType } from './canary-webhook';
import type { HookContext } from './hook-context';
import { loadTesterUrl } from './load-tester-url';

/** Options of {@link manualGate}. */
export interface ManualGateOptions {
  /** Name of the hook. @default - its type */
  readonly name?: string;
  /** Sends no alert while it waits. @default false */
  readonly muteAlert?: boolean;
  /** URL of the load tester that keeps the gate. @default - the team's own {@link LoadTester}, or the one that the cluster's teams share */
  readonly loadTester?: string;
}

/** A gate that a person opens, as data. Made by {@link manualGate}. */
export interface ManualGate extends ManualGateOptions {
  /** Tells this hook from the others. */
  readonly kind: 'manual-gate';
  /** What waits at the gate. */
  readonly type: GateType;
}

/** Options of {@link manualRollback}. */
export type ManualRollbackOptions = Omit<ManualGateOptions, 'muteAlert'>;

/** A rollback that a person asks for, as data. Made by {@link manualRollback}. */
export interface ManualRollback extends ManualRollbackOptions {
  /** Tells this hook from the others. */
  readonly kind: 'manual-rollback';
}

/**
 * Waits until a person opens the Canary's gate in the load tester. It is closed again when the rollout ends, so that the
 * next version waits too.
 *
 * A Canary has one gate in a load tester, whatever the type.
 *
 * @example
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   analysis: { webhooks: [loadTest(), manualGate('confirm-promotion')] },
 * });
 */
export function manualGate(type: GateType, options: ManualGateOptions = {}): ManualGate {
  return { kind: 'manual-gate', type, ...options };
}

/**
 * Rolls back when a person asks the load tester for it, while the new version is analysed. The wish is forgotten when the
 * rollout ends, so that the next version is not rolled back too.
 *
 * @example
 * manualRollback();
 */
export function manualRollback(options: ManualRollbackOptions = {}): ManualRollback {
  return { kind: 'manual-rollback', ...options };
}

/** The hooks of a gate for one Canary: the one that asks, and the one that closes it at the end. */
export function manualGateWebhooks(hook: ManualGate, context: HookContext): [CanaryWebhook, CanaryWebhook] {
  const { type, name = type, muteAlert, loadTester = context.loadTester } = hook;
  const url = loadTesterUrl(loadTester, 'gate/check');
  const asks = { name, type, url, ...(muteAlert !== undefined && { muteAlert }) };
  return [asks, { name: `close-${name}`, type: 'post-rollout', url: loadTesterUrl(loadTester, 'gate/close') }];
}

/** The hooks of a rollback for one Canary: the one that asks, and the one that forgets the wish at the end. */
export function manualRollbackWebhooks(hook: ManualRollback, context: HookContext): [CanaryWebhook, CanaryWebhook] {
  const { name = 'rollback', loadTester = context.loadTester } = hook;
  return [
    { name, type: 'rollback', url: loadTesterUrl(loadTester, 'rollback/check') },
    { name: `close-${name}`, type: 'post-rollout', url: loadTesterUrl(loadTester, 'rollback/close') },
  ];
}
