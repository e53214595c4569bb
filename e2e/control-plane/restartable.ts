import type { ControlPlane } from './control-plane';
import { logFile, Program, type ProgramOptions } from './program';

/** A program that can be started again just as it was, the way a kubelet does it. */
export class Restartable {
  private program: Program | undefined;

  private constructor(
    private readonly options: ProgramOptions,
    private readonly ready: (program: Program) => Promise<unknown>,
  ) {}

  /**
   * Starts a program that ends with a cluster.
   *
   * @param plane the cluster.
   * @param options how the program is started, each time.
   * @param ready waits until it is of use.
   */
  static async start(
    plane: ControlPlane,
    options: ProgramOptions,
    ready: (program: Program) => Promise<unknown>,
  ): Promise<Restartable> {
    const one = new Restartable(options, ready);
    plane.onStop(() => one.stop());
    await one.start();
    return one;
  }

  /** What it has said, each time. */
  get log(): string {
    return logFile(this.options.name);
  }

  /** Throws when it has ended by itself. */
  assertRunning(): void {
    this.program?.assertRunning();
  }

  /** Starts it, unless it runs. */
  async start(): Promise<void> {
    this.program ??= new Program(this.options);
    await this.ready(this.program);
  }

  /** Ends it: politely, unless the signal says otherwise. */
  async stop(signal?: NodeJS.Signals): Promise<void> {
    const { program } = this;
    this.program = undefined;
    await program?.stop(signal);
  }
}
