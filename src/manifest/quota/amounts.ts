import { quantityText } from '../../model/quantity';

/** Amounts of resources by name, in thousandths of their unit. A map, since the names differ from one to the other. */
export type Amounts = ReadonlyMap<string, number>;

/** Names that Kubernetes counts as it does the longer ones. */
const ALIASES: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'ephemeral-storage': 'requests.ephemeral-storage',
};

/** The amount of a resource by any of the names that a ResourceQuota has for it; 0 where there is none. */
export function amountOf(amounts: Amounts, resource: string): number {
  return amounts.get(ALIASES[resource] ?? resource.replace(/^count\//, '')) ?? 0;
}

/** The sum of amounts. */
export function sum(...all: readonly Amounts[]): Amounts {
  return combine(all, (a, b) => a + b);
}

/** The greater of the amounts of each resource. */
export function greatest(...all: readonly Amounts[]): Amounts {
  return combine(all, Math.max);
}

/** The same amounts several times. */
export function times(amounts: Amounts, count: number): Amounts {
  const result = new Map<string, number>();
  for (const [resource, amount] of amounts) result.set(resource, amount * count);
  return result;
}

/** The amounts of the first of all that has any, for each resource. */
export function firstOf(...all: readonly Amounts[]): Amounts {
  return combine(all, (first) => first);
}

/** An amount as a ResourceQuota has it. */
export function amountText(resource: string, amount: number): string {
  return quantityText(amount, { bytes: /memory|storage/.test(resource) });
}

function combine(all: readonly Amounts[], operation: (a: number, b: number) => number): Amounts {
  const result = new Map<string, number>();
  for (const amounts of all) {
    for (const [resource, amount] of amounts) {
      const before = result.get(resource);
      result.set(resource, before === undefined ? amount : operation(before, amount));
    }
  }
  return result;
}
