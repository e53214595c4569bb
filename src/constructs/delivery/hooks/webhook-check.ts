import { checkFlaggerDuration } from '../../../model/duration';
import type { Problem } from '../../../model/problem';
import { checkInteger } from '../../traffic/integer';
import type { Strategy } from '../strategy';
import type { RenderedHook } from './canary-hook';
import type { CanaryWebhook } from './canary-webhook';
import { checkEndpoints } from './endpoint-check';
import { checkWaits } from './wait-check';

/** What hooks are judged by. */
export interface WebhookSurroundings {
  /** How the new version takes over. */
  readonly strategy: Strategy;
  /** Time between two checks. */
  readonly interval: string;
  /** URLs of the load testers that are known to be some. */
  readonly loadTesters: readonly string[];
}

/** Checks the hooks of an analysis against what Flagger and the load tester make of them. */
export function checkWebhooks(hooks: readonly RenderedHook[], surroundings: WebhookSurroundings): Problem[] {
  const { strategy, interval, loadTesters } = surroundings;
  return [
    ...hooks.flatMap(({ prop, webhook }, index) => [
      ...(hooks.slice(0, index).some((other) => other.webhook.name === webhook.name)
        ? [duplicateName(prop, webhook.name)]
        : []),
      ...checkCall(prop, webhook),
      ...checkType(prop, webhook, strategy),
    ]),
    ...checkEndpoints(hooks, loadTesters),
    ...checkWaits(hooks, interval, loadTesters),
  ];
}

function checkCall(prop: string, { url, timeout, retries, disableTLS, type, muteAlert }: CanaryWebhook): Problem[] {
  const problems: Problem[] = [
    ...(/^https?:\/\/[^/\s]/.test(url) ? [] : [notHttp(prop, url)]),
    ...(timeout === undefined ? [] : checkFlaggerDuration(`${prop}.timeout`, timeout)),
    ...(retries === undefined ? [] : checkInteger(`${prop}.retries`, retries, 0)),
  ];
  if (disableTLS === true && url.startsWith('http:')) {
    const remedy = 'nothing is encrypted: remove it, or write https';
    problems.push({ prop: `${prop}.disableTLS`, must: 'be left out for an http:// URL', got: true, remedy });
  }
  if (muteAlert !== undefined && !type.startsWith('confirm-')) {
    const remedy = 'remove it: Flagger sends no alert when this hook fails';
    problems.push({ prop: `${prop}.muteAlert`, must: 'be left out for the type ' + type, got: muteAlert, remedy });
  }
  return problems;
}

function checkType(prop: string, { type, name }: CanaryWebhook, strategy: Strategy): Problem[] {
  if (type === 'confirm-traffic-increase' && strategy.kind !== 'canary') {
    const must = `not wait for a traffic increase in ${strategy.kind}, which has none`;
    const remedy = 'Flagger would never call it: use confirm-promotion';
    return [{ prop: `${prop}.type`, must, got: name, remedy }];
  }
  if (type === 'confirm-promotion' && strategy.kind === 'blue-green' && strategy.iterations === 1) {
    const must = 'not wait for a promotion after a single iteration';
    const remedy = 'Flagger would begin anew with the hooks before the rollout while it waits: give it 2 iterations';
    return [{ prop: `${prop}.type`, must, got: name, remedy }];
  }
  return [];
}

function duplicateName(prop: string, got: string): Problem {
  return { prop: `${prop}.name`, must: 'be unique among the hooks', got, remedy: 'rename one of them' };
}

function notHttp(prop: string, got: string): Problem {
  const remedy = 'Flagger would fail the hook every time: write it like "http://tester.shop/"';
  return { prop: `${prop}.url`, must: 'be an http:// or https:// URL', got, remedy };
}
