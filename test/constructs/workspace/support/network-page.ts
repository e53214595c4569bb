// Writes the table of docs/network.md anew. Usage: npm run network-page
import { readFileSync, writeFileSync } from 'node:fs';
import { reachabilityTable } from './reachability';

const PAGE = 'docs/network.md';

const text = readFileSync(PAGE, 'utf8');
writeFileSync(
  PAGE,
  text.replace(/\| from \| to \|[^]*?\n(?!\|)/, () => `${reachabilityTable()}\n`),
);
