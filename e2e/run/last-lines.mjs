// What to print of the processes' logs when a test has failed: enough to see why, not so much that it hides the failure.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LINES = 5;
const SUSPICIOUS = /error|fail|denied|forbidden|refused|panic|fatal|^[EF]\d{4} /i;

/** The last lines of each log that sound like trouble. */
export function lastLines(folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
      const telling = withoutRepetition(lines.filter((line) => SUSPICIOUS.test(line))).slice(-LINES);
      return telling.length === 0 ? '' : `--- ${name}\n${telling.map((line) => line.slice(0, 400)).join('\n')}\n`;
    })
    .join('');
}

/** Lines that differ in more than their times and numbers. */
function withoutRepetition(lines) {
  const last = new Map(lines.map((line) => [line.replaceAll(/[\d.]+/g, ''), line]));
  return [...last.values()];
}
