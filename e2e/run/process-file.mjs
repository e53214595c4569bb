// Every process that a run starts leaves a file in the run's folder, so that whoever cleans up finds it, whatever became of
// the one that started it. The file tells the start time: a process id may be another process's by now.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** When a process started, in clock ticks since boot, or undefined when there is no such process. */
function startTime(pid) {
  try {
    // The name, in parentheses, may hold anything; what follows it are fields 3 and up, and the start time is field 22.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** The processes of a run that are still running. */
function running(folder) {
  const files = join(folder, 'processes');
  return readdirSync(files)
    .map((name) => ({ file: join(files, name), pid: Number(name) }))
    .filter(({ file, pid }) => {
      const started = readFileSync(file, 'utf8').trim();
      return started !== '' && startTime(pid) === started;
    });
}

/** Ends every process of a run, with its children: first politely, then not. */
export async function endProcesses(folder, patience = 5000) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    for (const { pid } of running(folder)) endGroup(pid, signal);
    const deadline = Date.now() + patience;
    while (running(folder).length > 0 && Date.now() < deadline) await sleep(20);
  }
  for (const { file } of running(folder)) rmSync(file, { force: true });
}

function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
