import type { Problem } from '../../model/problem';
import { thousandths } from '../../model/quantity';

/** Checks the values of a map of quantities; Kubernetes would refuse others. */
export function checkQuantities(prop: string, quantities: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(quantities)
    .filter(([, value]) => Number.isNaN(thousandths(value)))
    .map(([resource, got]) => ({
      prop: `${prop}.${resource}`,
      must: 'be a Kubernetes quantity that is not negative',
      got,
      remedy: 'write it like "500m", "2" or "4Gi"',
    }));
}
