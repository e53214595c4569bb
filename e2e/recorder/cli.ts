// `npm run e2e -- record FILE…`: records each scenario and writes its trace; see docs/recorder.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Recorder } from './recorder';
import { readScenarios, traceFile } from './scenario-file';
import { traceText } from './trace';

async function main(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new Error('usage: npm run e2e -- record FILE…');
  const scenarios = readScenarios(files);
  const recorder = await Recorder.start();
  try {
    for (const { file, name, scenario } of scenarios) {
      const trace = await recorder.record(name, scenario);
      const target = traceFile(file);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, traceText(trace));
      console.log(`${target}: ${trace.ticks.length} ticks, ${trace.ticks.at(-1)?.phase ?? ''}`);
    }
  } finally {
    await recorder.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
