// Runs subjects side by side: once each per round, in alternating order, so that they share the machine's moods.
import { median } from './statistics.mjs';

/** @returns for each subject, in order, its measurements as lists by round, times in seconds */
export async function runRounds(subjects, { rounds, model, progress }) {
  for (const subject of subjects) {
    progress(`checking ${describe(subject)}`);
    await subject.rehearse(model);
  }
  const results = subjects.map(({ title, count }) => ({
    title,
    count,
    process: [],
    cpu: [],
    build: [],
    synth: [],
    peakMiB: [],
  }));
  for (let round = 0; round < rounds; round += 1) {
    const order = subjects.map((subject, index) => ({ subject, result: results[index] }));
    if (round % 2 === 1) order.reverse();
    for (const { subject, result } of order) {
      progress(`round ${round + 1} of ${rounds}: ${describe(subject)}`);
      const measured = await subject.perform();
      for (const [name, value] of Object.entries(measured)) result[name].push(value);
    }
  }
  progress('');
  return results;
}

/** Time within the process: what grows with the number of apps, without the start of Node. */
export function inProcess({ build, synth }) {
  return build.map((value, round) => value + synth[round]);
}

/** The highest peak of all rounds; nothing where the system does not tell it. */
export function peakOf({ peakMiB }) {
  const known = peakMiB.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

export const medianOf = (values) => (values.length === 0 ? undefined : median(values));

function describe({ title, count }) {
  return `${title}, ${count}`;
}
