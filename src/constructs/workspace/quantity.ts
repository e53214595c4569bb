import type { Problem } from '../../model/problem';
import { thousandths } from '../../model/quantity';

const QUANTITY = /^([0-9]+(?:\.[0-9]+)?)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;
/** A Kubernetes quantity (`500m`, `1.5`, `2Gi`) as a number; not a number when it is none. */
export function quantityValue(text: string): number {
  return thousandths(text) / 1000;
}

/** Checks the values of a map of quantities; Kubernetes would refuse others. */
export function checkQuantities(prop: string, quantities: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(quantities)
    .filter(([, value]) => !QUANTITY.test(value))
    .map(([resource, got]) => ({
      prop: `${prop}.${resource}`,
      must: 'be a Kubernetes quantity that is not negative',
      got,
      remedy: 'write it like "500m", "2" or "4Gi"',
    }));
}
