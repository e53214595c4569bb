// `node reaper.mjs FOLDER`: waits until its standard input ends, which happens whenever the run ends, even by SIGKILL. Then
// it ends the run's processes and, unless the run asks to keep them, removes its files.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcesses } from './process-file.mjs';

const [folder] = process.argv.slice(2);
process.stdin.resume();
process.stdin.once('end', () => void reap());

async function reap() {
  await endProcesses(folder);
  if (!existsSync(join(folder, 'keep'))) rmSync(folder, { recursive: true, force: true });
}
