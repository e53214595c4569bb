// What `npx cdk8s synth` of this repository's own fleet costs over a command that only starts the CLI.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './child.mjs';
import { difference, median, pairedMedian } from './statistics.mjs';
import { seconds, table } from './table.mjs';

const MOST_SECONDS = 0.5;
/** The CLI asks a server for newer versions of itself; that is no cost of ours. */
const env = { CDK8S_CHECK_UPGRADE: 'false' };

/** Runs in a copy of the checkout, so that the working tree stays as it is. */
export async function cliCost({ root, folder, options, progress }) {
  const checkout = copyCheckout(root, join(folder, 'checkout'));
  const commands = { version: ['npx', 'cdk8s', '--version'], synth: ['npx', 'cdk8s', 'synth'] };
  const measured = { version: [], synth: [] };
  const cpu = { version: [], synth: [] };
  for (const command of Object.values(commands)) await run(command, { cwd: checkout, env });
  for (let round = 0; round < options.pairs; round += 1) {
    const names = round % 2 === 0 ? ['version', 'synth'] : ['synth', 'version'];
    for (const name of names) {
      progress(`round ${round + 1} of ${options.pairs}: npx cdk8s ${name}`);
      const result = await run(commands[name], { cwd: checkout, env });
      measured[name].push(result.seconds);
      cpu[name].push(result.cpuSeconds);
    }
  }
  progress('');
  const cost = pairedMedian(measured.synth, measured.version, difference);
  const what = `command line: synth of this fleet costs at most ${MOST_SECONDS} s over --version`;
  const rows = Object.entries(commands).map(([name, command]) => [
    command.join(' '),
    seconds(median(measured[name])),
    seconds(median(cpu[name])),
  ]);
  const costRow = ['synth over --version', seconds(cost), seconds(pairedMedian(cpu.synth, cpu.version, difference))];
  return {
    text: table(['this fleet', 'process', 'CPU'], [...rows, costRow]),
    targets: [{ what, got: seconds(cost), pass: cost <= MOST_SECONDS }],
  };
}

function copyCheckout(root, target) {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const path of listed.toString().split('\0')) {
    if (path === '' || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(root, path), join(target, path), { verbatimSymlinks: true });
  }
  symlinkSync(join(root, 'node_modules'), join(target, 'node_modules'), 'dir');
  return target;
}
