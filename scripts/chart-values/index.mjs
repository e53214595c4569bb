// `npm run chart-values -- CHART FOLDER [VERSION]`: writes test/contract/support/chart-values/CHART.json, which values a chart has
// and of which types; test/contract/chart-values.test.ts holds every HelmRelease against it.
//
// CHART is a key of `charts` in src/versions.json and FOLDER the unpacked chart: what `helm pull --untar` leaves, or its folder in
// the project's repository with its dependencies beside it in `charts/`. VERSION is the version that the folder holds, where its
// Chart.yaml does not say so: many repositories write the version in only when they publish.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { parse } from 'yaml';
import { readChart } from './read-chart.mjs';

const [chart, folder, said] = process.argv.slice(2);
const { charts } = JSON.parse(readFileSync(new URL('../../src/versions.json', import.meta.url), 'utf8'));
if (charts[chart] === undefined || folder === undefined) {
  console.error(
    `usage: npm run chart-values -- CHART FOLDER [VERSION], with CHART of ${Object.keys(charts).join(', ')}`,
  );
  process.exit(2);
}
const metadata = parse(readFileSync(join(folder, 'Chart.yaml'), 'utf8'));
if (metadata.name !== charts[chart].chart) {
  console.error(`${folder} must hold the chart ${charts[chart].chart}, got ${metadata.name}`);
  process.exit(2);
}

const table = { version: charts[chart].version, read: said ?? metadata.version, values: readChart(folder) };
const file = new URL(`../../test/contract/support/chart-values/${chart}.json`, import.meta.url);
const options = await prettier.resolveConfig(file);
writeFileSync(file, await prettier.format(JSON.stringify(table), { ...options, parser: 'json' }));
if (table.read !== table.version) console.log(`${chart} ${table.version}: read from ${table.read}`);
