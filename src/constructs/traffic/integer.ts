import type { Problem } from '../../model/problem';

/** The greatest integer that Kubernetes' int32 fields hold. */
const INT32_MAX = 2_147_483_647;

/**
 * Checks a whole number. Flagger stops serving every canary of the cluster when one has a fraction or more than 32 bits.
 *
 * @param prop the prop that holds it, for the message.
 * @param value the number.
 * @param min the smallest allowed.
 * @param max the greatest allowed.
 */
export function checkInteger(prop: string, value: number, min: number, max = INT32_MAX): Problem[] {
  if (Number.isInteger(value) && value >= min && value <= max) return [];
  const must = max === INT32_MAX ? `be a whole number of at least ${min}` : `be a whole number from ${min} to ${max}`;
  return [{ prop, must, got: value, remedy: `for example ${Math.min(max, Math.max(min, Math.round(value) || min))}` }];
}

/** Checks a TCP port. */
export function checkPort(prop: string, value: number): Problem[] {
  if (Number.isInteger(value) && value >= 1 && value <= 65_535) return [];
  return [{ prop, must: 'be a port from 1 to 65535', got: value, remedy: 'for example 9898' }];
}

const PORT_NAME = /^(?=[a-z0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** Checks the name or number of a container's port. */
export function checkTargetPort(prop: string, value: string | number): Problem[] {
  if (typeof value === 'number') return checkPort(prop, value);
  if (typeof value === 'string' && PORT_NAME.test(value) && value.length <= 15) return [];
  const must = 'be a port or the name of one (at most 15 lower case letters, digits and single "-", with a letter)';
  return [{ prop, must, got: value, remedy: 'for example "http"' }];
}
