import type { Problem } from '../../model/problem';

const QUANTITY = /^([0-9]+(?:\.[0-9]+)?)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;
const FACTORS: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A Kubernetes quantity (`500m`, `1.5`, `2Gi`) as a number; not a number when it is none. */
export function quantityValue(text: string): number {
  const [, amount, suffix] = QUANTITY.exec(text) ?? [];
  if (amount === undefined) return Number.NaN;
  return Number(amount) * (suffix === undefined ? 1 : (FACTORS[suffix] ?? Number.NaN));
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
