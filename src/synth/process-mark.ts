import { readFileSync } from 'node:fs';

/** When a process started, as far as the system tells: a pid alone may by now belong to another process. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields follow the command in parentheses, which may itself hold blanks; the start is field 22 of all.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}

/** A text that tells this process from every other on this machine, dead ones included. */
export function ownMark(): string {
  return `${process.pid}-${startOf(process.pid)}`;
}

/** Whether the process that left this mark still runs. What is no mark was left by nobody. */
export function isAlive(mark: string): boolean {
  const match = /^([1-9][0-9]*)-([0-9]+)$/.exec(mark);
  if (match === null) return false;
  const pid = Number(match[1]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const start = startOf(pid);
  return start === '0' || match[2] === '0' || start === match[2];
}
