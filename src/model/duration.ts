import type { Problem } from './problem';

/** A duration as Flux and Kubernetes write it: a number and a unit, `30s`, `10m`, `1h`. */
export type Duration = `${number}ms` | `${number}s` | `${number}m` | `${number}h`;

/**
 * A duration as Flagger's Canary accepts it: whole seconds or minutes. Flagger's schema refuses `1h`, and raises an
 * interval below `10s` to `10s`.
 */
export type FlaggerDuration = `${number}s` | `${number}m`;

const FLAGGER = /^[1-9][0-9]*(s|m)$/;
const FLUX = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Checks a duration against what Flux's API accepts. */
export function checkDuration(prop: string, value: string): Problem[] {
  return FLUX.test(value)
    ? []
    : [{ prop, must: 'be a duration of ms, s, m or h', got: value, remedy: 'write it like "30s", "10m" or "1h"' }];
}

/** Checks a duration against what Flagger's Canary accepts. */
export function checkFlaggerDuration(prop: string, value: string): Problem[] {
  return FLAGGER.test(value)
    ? []
    : [{ prop, must: 'be whole seconds or minutes', got: value, remedy: 'write it like "30s" or "1m"' }];
}

/** A duration in seconds; not a number when it is not a duration. */
export function durationSeconds(value: string): number {
  if (!FLUX.test(value)) return Number.NaN;
  let total = 0;
  for (const [, amount, unit] of value.matchAll(/([0-9.]+)(ms|s|m|h)/g)) {
    total += Number(amount) * (SECONDS[unit ?? ''] ?? Number.NaN);
  }
  return total;
}
