// `npm run bench`: measures the toolkit beside stock cdk8s and other tools that write the same objects, in one run.
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cliCost } from './cli-cost.mjs';
import { compare } from './comparison.mjs';
import { readOptions, USAGE } from './options.mjs';
import { findPeers } from './peers.mjs';
import { scale } from './scaling.mjs';
import { table } from './table.mjs';
import { teamScale } from './teams.mjs';
import { compileApps, makeWorkspace } from './workspace.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const targets = await measure(options, makeWorkspace());
  if (options.check && targets.some(({ pass }) => !pass)) process.exitCode = 1;
}

async function measure(options, { folder, inMemory }) {
  const { found, hints } = findPeers(root);
  const programs = Object.fromEntries(Object.entries(found).filter(([name]) => options.peers.includes(name)));
  console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  console.log(inMemory ? 'output is written to memory (tmpfs)' : 'no tmpfs with room: a disk takes part in all times');
  const [load] = loadavg();
  if (load > 1) console.log(`other work shares this machine (load ${load.toFixed(1)}): times are longer, and vary`);
  for (const hint of hints) console.log(hint);
  const script = compileApps(root, folder, ['objects', 'raw', 'typed', 'stock', 'teams']);
  const model = createRequire(import.meta.url)(script('objects'));
  const context = { root, folder, script, programs, model, options, progress: showProgress };
  const parts = { comparison: compare, scaling: scale, teams: teamScale, cli: cliCost };
  const targets = [];
  for (const name of options.only) {
    const result = await parts[name](context);
    console.log(`\n${result.text}`);
    targets.push(...result.targets);
  }
  const rows = targets.map(({ what, got, pass }) => [what, got, pass ? 'PASS' : 'FAIL']);
  console.log(`\n${table(['target', 'measured', ''], rows)}`);
  return targets;
}

/** One line that is overwritten, on a terminal only. */
function showProgress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  showProgress('');
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
