import { readFileSync } from 'node:fs';
import { FLOWS, isOpen, MESHES, reachabilityTable, verdictOf } from './support/reachability';

const rows = FLOWS.flatMap((flow) =>
  MESHES.map((mesh) => ({ mesh, flow, title: `${flow.from} to ${flow.to} at ${flow.port}, ${flow.what}` })),
);

test.each(rows)('$mesh: $title', ({ mesh, flow }) => {
  expect(verdictOf(flow, mesh).allowed).toBe(isOpen(flow, mesh));
});

test('at least 40 connections are asked for, open ones and closed ones', () => {
  expect(FLOWS.length).toBeGreaterThanOrEqual(40);
  expect(FLOWS.filter(({ open }) => open !== 'never').length).toBeGreaterThanOrEqual(20);
});

test('docs/network.md has what the policies say; `npm run network-page` writes it anew', () => {
  expect(readFileSync('docs/network.md', 'utf8')).toContain(`\n\n${reachabilityTable()}\n`);
});
