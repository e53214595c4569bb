import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of a value: see scripts/chart-values/facts.mjs. */
type Fact = string | Facts;

/** What is known of the values of a map, by key. */
export interface Facts {
  readonly [key: string]: Fact;
}

/** Which values a chart has, as `npm run chart-values` wrote it. */
interface ChartTable {
  /** The version that the table is for. */
  readonly version: string;
  /** The version that it was read from: the nearest that could be had. */
  readonly read: string;
  /** The values. */
  readonly values: Facts;
}

const FOLDER = join(__dirname, 'chart-values');

/** The tables, by the chart's key in versions.json. */
export const CHART_TABLES: ReadonlyMap<string, ChartTable> = new Map(
  readdirSync(FOLDER)
    .sort()
    .map((file) => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ChartTable]),
);

/** What a chart would ignore or misread of the values that it is given, each as `path must …, got …`. */
export function checkValues(facts: Facts, values: object, path: readonly string[] = []): string[] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]) => checkValue(facts, value, [...path, key]));
}

/** The paths of the values that are checked: everything but what is in a map that takes any keys. */
export function checkedPaths(facts: Facts, values: object, path: readonly string[] = []): string[][] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]) => {
    const fact = own(facts, key);
    const below = isMap(value) && typeof fact === 'object' ? checkedPaths(fact, value, [...path, key]) : [];
    return [[...path, key], ...below];
  });
}

function checkValue(facts: Facts, value: unknown, path: readonly string[]): string[] {
  const fact = own(facts, path.at(-1) ?? '');
  const where = path.join('.');
  if (fact === undefined) return [`${where} must be a value that the chart has, got a key that it never reads`];
  // Helm takes null for "without the chart's default".
  if (value === null || fact === 'any') return [];
  if (typeof fact === 'object') {
    return isMap(value) ? checkValues(fact, value, path) : [`${where} must be a map, got ${typeOf(value)}`];
  }
  return fact.split('|').includes(typeOf(value)) ? [] : [`${where} must be ${fact}, got ${typeOf(value)}`];
}

function own(facts: Facts, key: string): Fact | undefined {
  return Object.hasOwn(facts, key) ? facts[key] : undefined;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'map' : typeof value;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
