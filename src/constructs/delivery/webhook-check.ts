import { checkFlaggerDuration } from '../../model/duration';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import type { CanaryWebhook } from './canary-webhook';
import { SHARED_LOAD_TESTER } from './load-tester-hooks';
import type { Strategy } from './strategy';

/** Checks the hooks of an analysis against what Flagger and the shared load tester make of them. */
export function checkWebhooks(webhooks: readonly CanaryWebhook[], strategy: Strategy): Problem[] {
  return webhooks.flatMap((webhook, index) => {
    const prop = `webhooks[${index}]`;
    const sameName = webhooks.slice(0, index).some((other) => other.name === webhook.name);
    return [
      ...(sameName ? [duplicateName(prop, webhook.name)] : []),
      ...(/^https?:\/\/[^/\s]/.test(webhook.url) ? [] : [notHttp(prop, webhook.url)]),
      ...(webhook.timeout === undefined ? [] : checkFlaggerDuration(`${prop}.timeout`, webhook.timeout)),
      ...(webhook.retries === undefined ? [] : checkInteger(`${prop}.retries`, webhook.retries, 0)),
      ...checkType(prop, webhook, strategy),
      ...checkLoadTesterTask(prop, webhook),
    ];
  });
}

function checkType(prop: string, { type, name, url, disableTLS }: CanaryWebhook, { kind }: Strategy): Problem[] {
  const problems: Problem[] = [];
  if (type === 'confirm-traffic-increase' && kind !== 'canary') {
    const must = `not wait for a traffic increase in ${kind}, which has none`;
    problems.push({
      prop: `${prop}.type`,
      must,
      got: name,
      remedy: 'Flagger would never call it: use confirm-promotion',
    });
  }
  if (disableTLS === true && url.startsWith('http:')) {
    const remedy = 'nothing is encrypted: remove it, or write https';
    problems.push({ prop: `${prop}.disableTLS`, must: 'be left out for an http:// URL', got: true, remedy });
  }
  return problems;
}

/** The load tester's root runs the task that the metadata describe; it has gates and checks on other paths. */
function checkLoadTesterTask(prop: string, { url, type, metadata }: CanaryWebhook): Problem[] {
  if (url !== SHARED_LOAD_TESTER || type === 'event') return [];
  if (type === 'rollback') {
    const must = 'not be a task of the load tester for a rollback';
    const remedy = 'every task that starts would roll back: use its path rollback/check';
    return [{ prop: `${prop}.url`, must, got: url, remedy }];
  }
  if (metadata !== undefined && Object.keys(metadata).length > 0) return [];
  const must = 'describe a task for the load tester';
  const remedy = 'it refuses the call without one: use loadTest(…), or one of its paths such as gate/check';
  return [{ prop: `${prop}.metadata`, must, got: metadata, remedy }];
}

function duplicateName(prop: string, got: string): Problem {
  return { prop: `${prop}.name`, must: 'be unique among the hooks', got, remedy: 'rename one of them' };
}

function notHttp(prop: string, got: string): Problem {
  const remedy = 'Flagger would fail the hook every time: write it like "http://tester.shop/"';
  return { prop: `${prop}.url`, must: 'be an http:// or https:// URL', got, remedy };
}
