// What a run has shown, for people: a table of tests, what they have counted, and what nobody has judged.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Holds for every run; docs/e2e.md says why.
const NEVER_JUDGED = [
  'pods, but on a cluster that is given: none runs, none is placed, no sidecar is injected; NetworkPolicies are not enforced',
  'requests: no mesh and no ingress moves them; what TrafficSplits, HTTPRoutes and Ingresses say is read, and apps answer by a stand-in',
  'metrics: series have the names and labels of Linkerd and ingress-nginx, but a script counts',
];

/** The report of a run, from what it has left in its folder; empty when it ran no tests. */
export function report(folder, seconds) {
  const file = join(folder, 'results.json');
  if (!existsSync(file)) return '';
  const results = JSON.parse(readFileSync(file, 'utf8')).sort((a, b) => (a.name < b.name ? -1 : 1));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const total = { name: 'all', passed: sum('passed'), failed: sum('failed'), seconds };
  const notes = readNotes(folder);
  return [
    table([...results, total]),
    section('Seen', notes('seen')),
    section('Not stopped by anything yet', notes('not stopped')),
    section('Not judged', [...new Set([...notes('not judged'), ...NEVER_JUDGED])]),
    `e2e: ${total.passed} passed, ${total.failed} failed\n`,
  ].join('\n');
}

function table(rows) {
  const columns = ['name', 'passed', 'failed', 'seconds'];
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index].length)));
  return lines
    .map((line) =>
      line.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index]))).join('  '),
    )
    .join('\n')
    .concat('\n');
}

function section(title, lines) {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** The notes of one kind, those that begin alike together: two test files may have run at once. */
function readNotes(folder) {
  const file = join(folder, 'notes');
  const notes = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    : [];
  const topic = ({ text }) => text.split(/[ :]/)[0];
  const sorted = notes.sort((a, b) => (topic(a) < topic(b) ? -1 : topic(a) > topic(b) ? 1 : 0));
  return (kind) => sorted.filter((note) => note.kind === kind).map(({ text }) => text);
}
