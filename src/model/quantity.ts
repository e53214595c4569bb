const QUANTITY = /^([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]+))?$/;

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
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

const BINARY = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'];

/**
 * A Kubernetes quantity (`500m`, `1.5`, `2Gi`, or a number) in thousandths of its unit, in which sums of them are exact.
 * Parts of a thousandth count as a whole one, as in Kubernetes. Not a number when it is none.
 */
export function thousandths(quantity: unknown): number {
  const text = String(quantity);
  let amount = known.get(text);
  if (amount === undefined) {
    amount = parse(text);
    known.set(text, amount);
  }
  return amount;
}

/** Amounts by their text: a fleet of many thousand containers has a few dozen. */
const known = new Map<string, number>();

function parse(quantity: string): number {
  const [, amount, suffix, exponent] = QUANTITY.exec(quantity) ?? [];
  if (amount === undefined) return Number.NaN;
  const factor = suffix === undefined ? 10 ** Number(exponent ?? 0) : (FACTORS[suffix] ?? Number.NaN);
  // Without the rounding, 0.1 of a Gi would be a hair above a whole number of bytes, and 4.35 a hair below 4350m.
  return Math.ceil(Number((Number(amount) * factor * 1000).toPrecision(15)));
}

/** Thousandths as Kubernetes writes the quantity: `1200m`, `5`, and, for an amount of bytes, `4Gi`. */
export function quantityText(amount: number, { bytes = false } = {}): string {
  if (amount % 1000 !== 0) return `${amount}m`;
  const whole = amount / 1000;
  const suffix = bytes && whole > 0 ? BINARY.find((name) => whole % (FACTORS[name] ?? 1) === 0) : undefined;
  return suffix === undefined ? String(whole) : `${whole / (FACTORS[suffix] ?? 1)}${suffix}`;
}
