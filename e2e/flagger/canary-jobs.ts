import type { Program } from '../control-plane/program';
import { until } from '../control-plane/wait';

const JOB = 'created by github.com/fluxcd/flagger/pkg/controller.CanaryJob.Start in ';
const TICK = 'github.com/fluxcd/flagger/pkg/controller.(*Controller).advanceCanary(';

// A dump takes a few milliseconds, a tick some dozens.
const PAUSE_MS = 10;

/** A job of Flagger's scheduler, one per Canary: a goroutine that runs a tick, then waits for its ticker. */
interface Job {
  /** Of the goroutine; never used twice in a process. */
  readonly id: string;
  readonly waits: boolean;
}

/**
 * Sees Flagger's jobs, from the goroutine dump that its HTTP server offers, which is taken with the world stopped. Nothing else
 * says when a tick is over: many ticks say nothing, and a status, event or query may be followed by another.
 */
export class CanaryJobs {
  /**
   * @param flagger fails when it has ended: then there is nothing to wait for.
   * @param url of its own HTTP server.
   */
  constructor(
    private readonly flagger: Pick<Program, 'assertRunning'>,
    private readonly url: string,
  ) {}

  /** Throws when this Flagger does not offer the dump. */
  async check(): Promise<void> {
    if ((await this.dump()).includes('goroutine ')) return;
    throw new Error('flagger must offer /debug/pprof/goroutine, got something else; see docs/recorder.md');
  }

  /**
   * Makes Flagger start jobs anew and waits until their first ticks, which come at once, are over. No other job may start
   * meanwhile: a dump does not say whose it is.
   *
   * @param start makes it start the jobs.
   * @param count how many they are.
   */
  async untilTicked(what: string, start: () => Promise<unknown>, count = 1): Promise<void> {
    const before = new Set((await this.all()).map(({ id }) => id));
    await start();
    const ticked = async (): Promise<true | undefined> => {
      const jobs = await this.all();
      return jobs.filter(({ id, waits }) => waits && !before.has(id)).length >= count ? true : undefined;
    };
    await until(`${what} is over`, ticked, { pause: PAUSE_MS, instead: () => this.all() });
  }

  /** Waits until there is no job left, which is so soon after no Canary is. */
  async untilNone(): Promise<void> {
    await until('flagger has no job', async () => ((await this.all()).length === 0 ? true : undefined));
  }

  private async all(): Promise<readonly Job[]> {
    return jobsOf(await this.dump());
  }

  private async dump(): Promise<string> {
    this.flagger.assertRunning();
    const response = await fetch(`${this.url}/debug/pprof/goroutine?debug=2`);
    return response.ok ? response.text() : '';
  }
}

/** The jobs in a goroutine dump. One that was made but has not run yet does not wait. */
export function jobsOf(dump: string): readonly Job[] {
  return dump
    .split('\n\n')
    .filter((goroutine) => goroutine.includes(JOB))
    .map((goroutine) => {
      const [, id = '', state = ''] = /^goroutine (\d+) [^[]*\[([^\],]*)/.exec(goroutine) ?? [];
      return { id, waits: state === 'select' && !goroutine.includes(TICK) };
    });
}
