import { inProcess, medianOf, peakOf, runRounds } from './rounds.mjs';
import { pairedMedian, ratio } from './statistics.mjs';
import { nodeSubject, peerSubject } from './subjects.mjs';
import { mebibytes, seconds, table, times } from './table.mjs';
import { peers } from './peers.mjs';

/**
 * The same objects through this toolkit, stock cdk8s and whatever peers are installed.
 *
 * @returns the text to print and the targets, as `{ text, targets }`
 */
export async function compare({ script, folder, programs, model, options, progress }) {
  const { apps, kustomizeApps, pairs } = options;
  const node = (name, title, count, exact) => nodeSubject({ name, title, count, exact, script: script(name), folder });
  const subjects = [
    node('raw', 'toolkit, raw objects', apps),
    node('typed', 'toolkit, typed constructs', apps, false),
    node('stock', 'stock cdk8s App', apps),
  ];
  for (const [name, program] of Object.entries(programs)) {
    const count = name === 'kustomize' ? kustomizeApps : apps;
    if (!subjects.some((subject) => subject.count === count)) subjects.push(node('raw', 'toolkit, raw objects', count));
    subjects.push(peerSubject({ name, count, program, prepare: peers[name], model, folder }));
  }
  const results = await runRounds(subjects, { rounds: pairs, model, progress });
  return { text: render(results), targets: targetsOf(results) };
}

/** The raw toolkit at the same number of apps, in the same rounds. */
function baselineOf(result, results) {
  return results.find(({ title, count }) => title === results[0].title && count === result.count);
}

function render(results) {
  const rows = results.map((result) => {
    const baseline = baselineOf(result, results);
    const synthRatio = result.synth.length === 0 ? undefined : pairedMedian(result.synth, baseline.synth, ratio);
    return [
      result.title,
      String(result.count),
      seconds(medianOf(result.build)),
      seconds(medianOf(result.synth)),
      seconds(medianOf(result.process)),
      seconds(medianOf(result.cpu)),
      mebibytes(peakOf(result)),
      times(synthRatio),
      times(pairedMedian(result.process, baseline.process, ratio)),
    ];
  });
  return table(
    ['median of the rounds', 'apps', 'build', 'synth', 'process', 'CPU', 'peak', 'synth ÷', 'process ÷'],
    rows,
  );
}

function targetsOf(results) {
  const [raw, typed, stock] = results;
  const helm = results.find(({ title }) => title === 'helm');
  const atLeast = pairedMedian(stock.synth, raw.synth, ratio);
  const typedCost = pairedMedian(inProcess(typed), inProcess(raw), ratio);
  const targets = [
    { what: 'synth: stock takes at least 30 times as long', got: times(atLeast), pass: atLeast >= 30 },
    {
      what: 'build and synth: typed constructs cost at most 2 times raw objects',
      got: times(typedCost),
      pass: typedCost <= 2,
    },
  ];
  if (helm !== undefined) {
    const share = pairedMedian(raw.process, helm.process, ratio);
    targets.push({ what: 'process: at most 0.5 of helm template', got: times(share), pass: share <= 0.5 });
  }
  return targets;
}
