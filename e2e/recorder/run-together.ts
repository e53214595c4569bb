import type { ScenarioRun } from './record-scenario';
import type { RecorderFlagger } from './recorder-flagger';

/** Drives Flagger through scenarios side by side: it ticks at once for all that are not over. */
export async function runTogether(runs: readonly ScenarioRun[], flagger: RecorderFlagger): Promise<void> {
  await Promise.all(runs.map((run) => run.prepare()));
  try {
    for (;;) {
      const going = runs.filter(({ isOver }) => !isOver);
      if (going.length === 0) return;
      await tick(going, flagger);
    }
  } finally {
    await Promise.all(runs.map((run) => run.end()));
    await flagger.jobs.untilNone();
  }
}

async function tick(runs: readonly ScenarioRun[], { jobs, outside }: RecorderFlagger): Promise<void> {
  outside.callers = await Promise.all(runs.map((run) => run.begin()));
  const what = runs.map(({ next }) => next).join(', ');
  await jobs.untilTicked(what, () => Promise.all(runs.map((run) => run.force())), runs.length);
  await Promise.all(runs.map((run) => run.finish()));
}
