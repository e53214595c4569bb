import { checkFlaggerDuration } from '../../model/duration';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import { type CanaryMetric, isBuiltInMetric } from './canary-metric';
import type { CanaryWebhook } from './canary-webhook';

/** Checks the metrics of an analysis against what Flagger makes of them. */
export function checkMetrics(metrics: readonly CanaryMetric[]): Problem[] {
  return metrics.flatMap((metric, index) => checkMetric(`metrics[${index}]`, metric));
}

/** Checks the hooks of an analysis against what Flagger makes of them. */
export function checkWebhooks(webhooks: readonly CanaryWebhook[]): Problem[] {
  return webhooks.flatMap((webhook, index) => {
    const prop = `webhooks[${index}]`;
    const sameName = webhooks.slice(0, index).some((other) => other.name === webhook.name);
    return [
      ...(sameName ? [duplicateName(prop, webhook.name)] : []),
      ...(/^https?:\/\/[^/\s]/.test(webhook.url) ? [] : [notHttp(prop, webhook.url)]),
      ...(webhook.timeout === undefined ? [] : checkFlaggerDuration(`${prop}.timeout`, webhook.timeout)),
      ...(webhook.retries === undefined ? [] : checkInteger(`${prop}.retries`, webhook.retries, 0)),
    ];
  });
}

function checkMetric(prop: string, metric: CanaryMetric): Problem[] {
  const { name, interval, templateRef, thresholdRange } = metric;
  const { min, max } = thresholdRange;
  const problems = checkFlaggerDuration(`${prop}.interval`, interval);
  if (isBuiltInMetric(name) && templateRef !== undefined) {
    const must = 'not be a built-in name when it has a template';
    problems.push({ prop: `${prop}.name`, must, got: name, remedy: 'Flagger would run both queries: rename it' });
  }
  if (!isBuiltInMetric(name) && templateRef === undefined) {
    const remedy = 'give it a templateRef, or use requestSuccessRate(…) or requestDuration(…)';
    problems.push({ prop: `${prop}.name`, must: 'be a built-in name when it has no template', got: name, remedy });
  }
  const bounds = [min, max].filter((bound) => bound !== undefined);
  if (bounds.length === 0 || !bounds.every(Number.isFinite) || (bounds.length === 2 && Number(min) > Number(max))) {
    const remedy = 'without a bound the check never fails: give min, max, or both in order';
    problems.push({ prop: `${prop}.thresholdRange`, must: 'bound the values that pass', got: thresholdRange, remedy });
  }
  return problems;
}

function duplicateName(prop: string, got: string): Problem {
  return { prop: `${prop}.name`, must: 'be unique among the hooks', got, remedy: 'rename one of them' };
}

function notHttp(prop: string, got: string): Problem {
  const remedy = 'Flagger would fail the hook every time: write it like "http://tester.shop/"';
  return { prop: `${prop}.url`, must: 'be an http:// or https:// URL', got, remedy };
}
