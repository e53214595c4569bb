/** The middle of the values, or the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of what each round says about two measurements of that round: noise of the machine hits both. */
export function pairedMedian(a, b, compare) {
  return median(a.map((value, round) => compare(value, b[round])));
}

export const ratio = (a, b) => a / b;
export const difference = (a, b) => a - b;
