// `npm run e2e -- record FILE…`: records each scenario and writes its trace; see docs/recorder.md.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Recorder } from './recorder';
import { type NamedScenario, readScenario } from './scenario-file';
import { traceText } from './trace';

async function main(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new Error('usage: npm run e2e -- record FILE…');
  const scenarios = files.map((file) => [file, readScenario(file)] as const);
  const recorder = await Recorder.start();
  try {
    for (const [file, scenario] of inOrderOfFlaggers(scenarios)) {
      const trace = await recorder.record(scenario.name, scenario.scenario);
      const target = join(dirname(file), '..', 'traces', `${scenario.name}.json`);
      writeFileSync(target, traceText(trace));
      console.log(`${target}: ${trace.ticks.length} ticks, ${trace.ticks.at(-1)?.phase ?? ''}`);
    }
  } finally {
    await recorder.stop();
  }
}

/** Those of one mesh provider together: each needs a Flagger of its own. */
function inOrderOfFlaggers<T>(
  scenarios: readonly (readonly [T, NamedScenario])[],
): readonly (readonly [T, NamedScenario])[] {
  const provider = ([, { scenario }]: readonly [T, NamedScenario]): string => scenario.flagger?.meshProvider ?? '';
  return scenarios.toSorted((a, b) => (provider(a) < provider(b) ? -1 : provider(a) > provider(b) ? 1 : 0));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
