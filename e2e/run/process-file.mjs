// Every process that a run starts leaves a file in the run's folder, so that whoever cleans up finds it, whatever became of
// the one that started it. The file tells the start time: a process id may be another process's by now.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** When a process started, in clock ticks since boot, or undefined when it does not run (any more). */
function startTime(pid) {
  try {
    // The name, in parentheses, may hold anything; what follows it are fields 3 and up: the state, and as 22nd the start time.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** The processes of a run that are still running. */
function running(folder) {
  return readdirSync(join(folder, 'processes'))
    .map(Number)
    .filter((pid) => {
      const registered = registeredStart(folder, pid);
      return registered !== undefined && registered !== '' && startTime(pid) === registered;
    });
}

function registeredStart(folder, pid) {
  try {
    return readFileSync(join(folder, 'processes', String(pid)), 'utf8');
  } catch {
    // It has ended since the folder was read.
    return undefined;
  }
}

/** Ends every process of a run, with its children, also what one of them starts meanwhile: first politely, then not. */
export async function endProcesses(folder, patience = 2_000) {
  const asked = new Set();
  const deadline = Date.now() + patience;
  for (let left = running(folder); left.length > 0; left = running(folder)) {
    const late = Date.now() > deadline;
    for (const pid of left) {
      if (late) endGroup(pid, 'SIGKILL');
      else if (!asked.has(pid)) endGroup(pid, 'SIGTERM');
      asked.add(pid);
    }
    await sleep(20);
  }
}

/** Leaves the file of a process that leads a process group. */
export function registerProcess(folder, pid) {
  writeFileSync(join(folder, 'processes', String(pid)), startTime(pid) ?? '');
}

function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
