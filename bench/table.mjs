/** Rows of texts as aligned columns: the first to the left, numbers to the right. */
export function table(header, rows) {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const render = (line) =>
    line.map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join('  ');
  return [render(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(render)]
    .map((line) => line.trimEnd())
    .join('\n');
}

const number = (digits, unit) => (value) =>
  value === undefined || Number.isNaN(value) ? '-' : `${value.toFixed(digits)}${unit}`;

export const seconds = number(3, ' s');
export const mebibytes = number(0, ' MiB');
export const times = number(2, 'x');
