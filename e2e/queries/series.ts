/** Seconds between two readings: what `infrastructure.prometheus()` sets. */
export const SCRAPE_SECONDS = 10;

/** Readings of a recording: ten minutes, and the one at its end. */
export const SCRAPES = 61;

/** One series of a recording. */
export interface Series {
  readonly name: string;
  /** As Prometheus has them after relabelling. */
  readonly labels: Labels;
  /** A value for each reading; there is none where it is missing. */
  readonly values: readonly (number | undefined)[];
}

/** Labels of a series, without its name. */
export type Labels = Readonly<Record<string, string>>;

/** What a counter shows that grows so much a second. */
export function counter(perSecond: number): number[] {
  return readings((scrape) => scrape * SCRAPE_SECONDS * perSecond);
}

/** What a gauge shows that stands still. */
export function gauge(value: number): number[] {
  return readings(() => value);
}

/** What a counter shows that began again at zero, as when a container restarts, some readings before the end. */
export function restarted(perSecond: number, readingsBeforeEnd: number): number[] {
  const at = SCRAPES - 1 - readingsBeforeEnd;
  return readings((scrape) => (scrape < at ? scrape : scrape - at) * SCRAPE_SECONDS * perSecond);
}

/** The series of a histogram: how many observations a second each bucket gets, those of smaller ones included. */
export function histogram(name: string, labels: Labels, perSecond: Readonly<Record<string, number>>): Series[] {
  const all = Math.max(...Object.values(perSecond));
  const buckets = Object.entries({ ...perSecond, '+Inf': all });
  return [
    ...buckets.map(([le, rate]) => ({ name: `${name}_bucket`, labels: { ...labels, le }, values: counter(rate) })),
    { name: `${name}_count`, labels, values: counter(all) },
  ];
}

function readings(valueAt: (scrape: number) => number): number[] {
  return Array.from({ length: SCRAPES }, (_, scrape) => valueAt(scrape));
}
