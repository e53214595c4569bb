// `npm run e2e [-- NAME…]`: builds the programs that are not there yet and runs the tests whose file names contain a NAME.
// `npm run e2e -- record FILE…`: records scenarios instead; see docs/recorder.md.
// Exit codes: 0 all passed, 1 a test failed, 2 could not run.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPrograms, CannotBuild } from './build/build.mjs';
import { buildDefinitions } from './build/definitions.mjs';
import { lastLines } from './run/last-lines.mjs';
import { registerProcess } from './run/process-file.mjs';

const here = dirname(fileURLToPath(import.meta.url));
process.exitCode = await main(process.argv.slice(2));

async function main(names) {
  const log = (line) => console.error(`e2e: ${line}`);
  let programs, definitions;
  try {
    programs = await buildPrograms(log);
    definitions = buildDefinitions(log);
  } catch (error) {
    if (!(error instanceof CannotBuild)) throw error;
    console.error(`e2e: ${error.message}`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  mkdirSync(join(folder, 'processes'));
  mkdirSync(join(folder, 'logs'));
  writeFileSync(join(folder, 'programs.json'), JSON.stringify(programs));
  copyFileSync(definitions, join(folder, 'definitions.json'));
  // In a process group of its own, so that Ctrl-C in a terminal does not reach it.
  const reaper = spawn(process.execPath, [join(here, 'run/reaper.mjs'), folder], {
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const code = await runTests(names, folder);
  if (code === 1) {
    writeFileSync(join(folder, 'keep'), '');
    console.error(lastLines(join(folder, 'logs')));
    console.error(`e2e: the logs of every process are in ${join(folder, 'logs')}`);
  }
  const notes = join(folder, 'notes');
  if (existsSync(notes)) console.log(readFileSync(notes, 'utf8'));
  const reaped = new Promise((resolve) => reaper.once('exit', resolve));
  reaper.stdin.end();
  await reaped;
  return code;
}

function commandOf([first, ...files]) {
  if (first === 'record') return [join(here, '../scripts/run-app.mjs'), join(here, 'recorder/cli.ts'), ...files];
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const names = [first, ...files].filter((name) => name !== undefined);
  return [jest, '--config', join(here, 'jest.config.cjs'), ...names.map((name) => `e2e/.*${name}`)];
}

function runTests(names, folder) {
  const args = commandOf(names);
  const tests = spawn(process.execPath, args, {
    // In a process group of its own too, which the reaper can end if we cannot.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, E2E_FOLDER: folder },
  });
  registerProcess(folder, tests.pid);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => tests.kill('SIGTERM'));
  return new Promise((resolve) => tests.once('exit', (code) => resolve(code ?? 130)));
}
