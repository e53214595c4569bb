// `npm run e2e -- --help` says what it does: builds the programs that are not there yet, then runs the tests, or a command.
// Exit codes: 0 all passed, 1 a test failed, 2 could not run.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPrograms, CannotBuild } from './build/build.mjs';
import { buildDefinitions } from './build/definitions.mjs';
import { readArguments, USAGE, UsageError } from './run/arguments.mjs';
import { lastLines } from './run/last-lines.mjs';
import { registerProcess } from './run/process-file.mjs';
import { report } from './run/report.mjs';
import { requireTools } from './run/required-tools.mjs';

const here = dirname(fileURLToPath(import.meta.url));
process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  const log = (line) => console.error(`e2e: ${line}`);
  let wanted, programs, definitions;
  try {
    wanted = readArguments(args, readdirSync(join(here, '../dist/clusters')));
    if (wanted.command === 'help') {
      console.log(USAGE);
      return 0;
    }
    requireTools();
    programs = await buildPrograms(log);
    definitions = buildDefinitions(log);
  } catch (error) {
    if (!(error instanceof CannotBuild || error instanceof UsageError)) throw error;
    log(error.message);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  for (const name of ['processes', 'logs', 'ports']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'programs.json'), JSON.stringify(programs));
  writeFileSync(join(folder, 'kubeconfigs.json'), JSON.stringify(wanted.kubeconfigs));
  copyFileSync(definitions, join(folder, 'definitions.json'));
  // In a process group of its own, so that Ctrl-C in a terminal does not reach it.
  const reaper = spawn(process.execPath, [join(here, 'run/reaper.mjs'), folder], {
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const from = Date.now();
  const code = await run(wanted, folder);
  if (code === 1) {
    writeFileSync(join(folder, 'keep'), '');
    console.error(lastLines(join(folder, 'logs')));
    console.error(`e2e: the logs of every process are in ${join(folder, 'logs')}`);
  }
  if (wanted.command === 'test') console.log(report(folder, Math.round((Date.now() - from) / 1000)));
  const reaped = new Promise((resolve) => reaper.once('exit', resolve));
  reaper.stdin.end();
  await reaped;
  return code;
}

function commandOf({ command, names }) {
  const app = (file) => [join(here, '../scripts/run-app.mjs'), join(here, file), ...names];
  if (command === 'record') return app('recorder/cli.ts');
  if (command === 'cluster') return app('control-plane/cli.ts');
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  return [jest, '--config', join(here, 'jest.config.cjs'), ...names.map((name) => `e2e/.*${name}`)];
}

function run(wanted, folder) {
  const child = spawn(process.execPath, commandOf(wanted), {
    // In a process group of its own too, which the reaper can end if we cannot.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, E2E_FOLDER: folder },
  });
  registerProcess(folder, child.pid);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 130)));
}
