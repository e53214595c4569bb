import type { Pair } from './pair';
import { providers } from './providers';
import { strategies } from './strategies';

/** What has been seen of a pair. */
export type Ending = 'promoted' | 'rolled back';

/**
 * A table of strategies and providers, then why pairs are refused.
 *
 * @param seen by the pair's namespace.
 */
export function pairTable(pairs: readonly Pair[], seen: ReadonlyMap<string, ReadonlySet<Ending>>): string {
  const cell = (row: string, column: string): string => {
    const pair = pairs.find((one) => one.row.id === row && one.column.id === column);
    if (pair === undefined) return '';
    if (pair.scenario === undefined) return 'refused';
    const endings = seen.get(pair.namespace);
    return `${endings?.has('promoted') === true ? 'P' : '✗'} ${endings?.has('rolled back') === true ? 'R' : '✗'}`;
  };
  const rows = strategies.map(({ id, title }) => [title, ...providers.map((provider) => cell(id, provider.id))]);
  return [
    'P promoted, R rolled back, ✗ not as expected',
    ...aligned([['', ...providers.map(({ title }) => title)], ...rows]),
    'Refused',
    ...refusals(pairs),
  ].join('\n');
}

function refusals(pairs: readonly Pair[]): string[] {
  const lines = pairs.flatMap(({ column, refusal }) => refusal.map((message) => `  ${column.title}: ${message}`));
  return [...new Set(lines)].sort();
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
