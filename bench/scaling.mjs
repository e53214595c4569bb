import { inProcess, medianOf, peakOf, runRounds } from './rounds.mjs';
import { pairedMedian, ratio } from './statistics.mjs';
import { nodeSubject } from './subjects.mjs';
import { mebibytes, seconds, table, times } from './table.mjs';

const MOST_FOR_FOUR_TIMES = 4.6;
const MOST_MEMORY = 400;

/** What the toolkit takes as the fleet grows; the factor is for four times the apps, without the start of Node. */
export async function scale({ script, folder, model, options, progress }) {
  const subjects = options.scale.map((count) =>
    nodeSubject({ name: 'raw', title: 'toolkit, raw objects', count, script: script('raw'), folder }),
  );
  const results = await runRounds(subjects, { rounds: options.pairs, model, progress });
  const factors = results.map((result) => factorOf(result, results));
  const rows = results.map((result, index) => [
    String(result.count),
    seconds(medianOf(result.build)),
    seconds(medianOf(result.synth)),
    seconds(medianOf(result.process)),
    seconds(medianOf(result.cpu)),
    mebibytes(peakOf(result)),
    times(factors[index]),
  ]);
  return {
    text: table(['apps, toolkit alone', 'build', 'synth', 'process', 'CPU', 'peak', '4 times the apps'], rows),
    targets: targetsOf(results, factors),
  };
}

function factorOf(result, results) {
  const quarter = results.find(({ count }) => count * 4 === result.count);
  return quarter === undefined ? undefined : pairedMedian(inProcess(result), inProcess(quarter), ratio);
}

function targetsOf(results, factors) {
  const targets = results.flatMap(({ count }, index) => {
    const factor = factors[index];
    if (factor === undefined) return [];
    const what = `build and synth: ${count} apps take at most ${MOST_FOR_FOUR_TIMES} times a quarter of them`;
    return [{ what, got: times(factor), pass: factor <= MOST_FOR_FOUR_TIMES }];
  });
  const largest = results.reduce((a, b) => (b.count > a.count ? b : a));
  const peak = peakOf(largest);
  const what = `peak memory: ${largest.count} apps fit in ${MOST_MEMORY} MiB`;
  return [...targets, { what, got: mebibytes(peak), pass: peak < MOST_MEMORY }];
}
