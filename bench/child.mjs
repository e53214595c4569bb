// Runs one program to its end and says how long it took and how much memory it used.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';

const POLL_MS = 5;
const LONGEST_ERROR = 2000;
// Fields of /proc/<pid>/stat, counted behind the name of the program.
const CHILDREN_USER_TICKS = 13;
const CHILDREN_SYSTEM_TICKS = 14;
const TICKS_PER_SECOND = 100;

/**
 * @param command program and arguments
 * @param options `stdoutFile`: where its output goes; otherwise it is returned. `cwd`, `env` as for spawn.
 * @returns `seconds` from start to exit; `cpuSeconds`, those of its children included, and `peakMiB` where the system tells
 *   them; and `stdout`
 * @throws when it cannot be started or does not exit with 0
 */
export async function run([program, ...args], { stdoutFile, cwd, env } = {}) {
  const target = stdoutFile === undefined ? 'pipe' : openSync(stdoutFile, 'w');
  try {
    const cpuBefore = childrenCpuSeconds();
    const start = performance.now();
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', target, 'pipe'] });
    const texts = [collect(child.stdout), collect(child.stderr)];
    const memory = watchMemory(child.pid);
    const code = await exitOf(child);
    const seconds = (performance.now() - start) / 1000;
    const peakMiB = memory.stop();
    const [stdout, stderr] = await Promise.all(texts);
    if (code !== 0)
      throw new Error(`${program} ${args.join(' ')}: exit code ${code}\n${stderr.slice(0, LONGEST_ERROR)}`);
    return { seconds, cpuSeconds: childrenCpuSeconds() - cpuBefore, peakMiB, stdout };
  } finally {
    if (typeof target === 'number') closeSync(target);
  }
}

function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

async function collect(stream) {
  if (stream === null) return '';
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What all ended children have used so far, in steps of 10 ms: on a busy machine it says more than the clock. */
function childrenCpuSeconds() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[CHILDREN_USER_TICKS]) + Number(fields[CHILDREN_SYSTEM_TICKS])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

/** Linux keeps each process's peak; the last reading before the exit misses at most the growth of a few milliseconds. */
function watchMemory(pid) {
  let kib;
  const timer = setInterval(() => {
    kib = readPeak(pid) ?? kib;
  }, POLL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return kib === undefined ? undefined : kib / 1024;
    },
  };
}

function readPeak(pid) {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match === null ? undefined : Number(match[1]);
  } catch {
    return undefined;
  }
}
