import { quantityText } from '../../model/quantity';

/** Amounts of resources, by the name that a ResourceQuota counts them by, in thousandths of their unit. */
export type Amounts = Readonly<Record<string, number>>;

/** Names that Kubernetes counts as it does the longer ones. */
const ALIASES: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'ephemeral-storage': 'requests.ephemeral-storage',
};

/** The amount of a resource by any of its names; 0 where there is none. */
export function amountOf(amounts: Amounts, resource: string): number {
  return amounts[ALIASES[resource] ?? resource] ?? 0;
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
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, amount * count]));
}

/** An amount as a ResourceQuota has it. */
export function amountText(resource: string, amount: number): string {
  return quantityText(amount, { bytes: /memory|storage/.test(resource) });
}

function combine(all: readonly Amounts[], operation: (a: number, b: number) => number): Amounts {
  const result: Record<string, number> = {};
  for (const amounts of all) {
    for (const [resource, amount] of Object.entries(amounts)) {
      const before = result[resource];
      result[resource] = before === undefined ? amount : operation(before, amount);
    }
  }
  return result;
}
