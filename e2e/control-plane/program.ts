import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program, runFolder } from './run';
import { NeverError } from './wait';

/** How a {@link Program} is started. */
export interface ProgramOptions {
  /** What e2e/build calls it. */
  readonly program: string;
  readonly args: readonly string[];
  /** Names its log; unique in a run. */
  readonly name: string;
  /** What it finds in its environment beside PATH and HOME. @default - nothing */
  readonly env?: Readonly<Record<string, string>>;
  /** @default - the run's folder */
  readonly folder?: string;
}

const PATIENCE_MS = 10_000;

const running = new Set<Program>();

/** Resident memory of all programs that run now, in bytes. */
export function residentMemory(): number {
  return [...running].reduce((sum, { memory }) => sum + memory, 0);
}

/** A running program, in a process group of its own. Its file in the run's folder lets the run end it if the tests cannot. */
export class Program {
  readonly log: string;
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private readonly marker: string;
  private stopping = false;

  constructor(private readonly options: ProgramOptions) {
    this.log = logFile(options.name);
    const log = openSync(this.log, 'a');
    const { PATH, HOME } = process.env;
    this.child = spawn(program(options.program), options.args, {
      cwd: options.folder ?? runFolder(),
      detached: true,
      env: { PATH, HOME, ...options.env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const { pid } = this.child;
    if (pid === undefined) throw new Error(`${options.program} could not be started`);
    this.marker = join(runFolder(), 'processes', String(pid));
    writeFileSync(this.marker, startTime(pid));
    running.add(this);
    this.exited = new Promise((resolve) => {
      this.child.once('exit', () => {
        rmSync(this.marker, { force: true });
        running.delete(this);
        resolve();
      });
    });
  }

  /** Resident memory, in bytes. */
  get memory(): number {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.child.pid ?? 0}/status`, 'utf8'));
    return Number(line?.[1] ?? 0) * 1024;
  }

  /** Throws when the program has ended by itself: then there is nothing to wait for. */
  assertRunning(): void {
    const { exitCode, signalCode } = this.child;
    if (this.stopping || (exitCode === null && signalCode === null)) return;
    const lines = readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
    throw new NeverError(`${this.options.name} ended with ${exitCode ?? signalCode ?? 'nothing'}:\n${lines}`);
  }

  /** Ends it: politely, and after ten seconds not. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.stopping = true;
    this.signal(signal);
    const timer = setTimeout(() => {
      this.signal('SIGKILL');
    }, PATIENCE_MS);
    await this.exited;
    clearTimeout(timer);
  }

  private signal(signal: NodeJS.Signals): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    process.kill(-pid, signal);
  }
}

/** Where programs of a name write what they say. */
export function logFile(name: string): string {
  return join(runFolder(), 'logs', `${name}.log`);
}

/** When a process started, as the kernel counts: together with its id it names a process for good. */
function startTime(pid: number): string {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
