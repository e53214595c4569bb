import type { Problem } from '../../../model/problem';
import type { Strategy } from '../strategy';
import { type AcceptanceTest, acceptanceTestWebhook, checkAcceptanceTest } from './acceptance-test';
import { type BatsTest, batsTestWebhook, checkBatsTest } from './bats-test';
import type { CanaryWebhook } from './canary-webhook';
import { checkGrpcTest, type GrpcTest, grpcTestWebhook } from './grpc-test';
import { checkHelmTest, type HelmTest, helmTestWebhook } from './helm-test';
import type { HookContext } from './hook-context';
import { checkLoadTest, type LoadTest, loadTestWebhook } from './load-test';
import { type ManualGate, manualGateWebhooks, type ManualRollback, manualRollbackWebhooks } from './manual-gate';
import { checkWrkTest, type WrkTest, wrkTestWebhook } from './wrk-test';

/** A hook that knows its target only when a Canary uses it. */
export type LateHook =
  LoadTest | WrkTest | GrpcTest | AcceptanceTest | BatsTest | HelmTest | ManualGate | ManualRollback;

/** A hook of a canary analysis: one of Flagger's own form, or one that knows its target when it is used. */
export type CanaryHook = CanaryWebhook | LateHook;

/** A hook as Flagger has it, and the prop that it comes from. */
export interface RenderedHook {
  /** `webhooks[0]`. */
  readonly prop: string;
  /** The hook. */
  readonly webhook: CanaryWebhook;
}

/**
 * The hooks for one Canary. Those that close gates come first: Flagger stops at the first hook after a rollout that fails,
 * and a gate that stayed open would let the next version through.
 */
export function renderHooks(hooks: readonly CanaryHook[], context: HookContext): RenderedHook[] {
  const rendered = hooks.map((hook, index) => {
    const [first, closes] = webhooksOf(hook, context);
    return { prop: propOf(index), webhook: first, closes };
  });
  const closing = rendered.flatMap(({ prop, closes }) => (closes === undefined ? [] : [{ prop, webhook: closes }]));
  return [...closing, ...rendered.map(({ prop, webhook }) => ({ prop, webhook }))];
}

/** What is wrong with hooks that must make up their requests from the strategy and the target. */
export function checkHooks(hooks: readonly CanaryHook[], strategy: Strategy): Problem[] {
  return hooks.flatMap((hook, index) => ('kind' in hook ? checkLate(propOf(index), hook, strategy) : []));
}

function propOf(index: number): string {
  return `webhooks[${index}]`;
}

function webhooksOf(hook: CanaryHook, context: HookContext): [CanaryWebhook, CanaryWebhook?] {
  if (!('kind' in hook)) return [hook];
  switch (hook.kind) {
    case 'load-test':
      return [loadTestWebhook(hook, context)];
    case 'wrk-test':
      return [wrkTestWebhook(hook, context)];
    case 'grpc-test':
      return [grpcTestWebhook(hook, context)];
    case 'acceptance-test':
      return [acceptanceTestWebhook(hook, context)];
    case 'bats-test':
      return [batsTestWebhook(hook, context)];
    case 'helm-test':
      return [helmTestWebhook(hook, context)];
    case 'manual-gate':
      return manualGateWebhooks(hook, context);
    case 'manual-rollback':
      return manualRollbackWebhooks(hook, context);
  }
}

function checkLate(prop: string, hook: LateHook, strategy: Strategy): Problem[] {
  switch (hook.kind) {
    case 'load-test':
      return checkLoadTest(prop, hook, strategy);
    case 'wrk-test':
      return checkWrkTest(prop, hook, strategy);
    case 'grpc-test':
      return checkGrpcTest(prop, hook, strategy);
    case 'acceptance-test':
      return checkAcceptanceTest(prop, hook);
    case 'bats-test':
      return checkBatsTest(prop, hook);
    case 'helm-test':
      return checkHelmTest(prop, hook);
    case 'manual-gate':
    case 'manual-rollback':
      return [];
  }
}
