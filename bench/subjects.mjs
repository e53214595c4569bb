// A subject is one thing that is measured: a tool and a number of apps.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { digestOf, verify } from './verify.mjs';

/**
 * A cdk8s app of `bench/apps`, run by Node; it reports the times of its parts itself.
 *
 * @param options `check` throws when the output is not what it should be; without it, it is compared with the model's objects
 */
export function nodeSubject({ name, title, count, script, exact = true, folder, check }) {
  const output = join(folder, `${name}-${count}.out`);
  return subject({ title, count, output, exact, check }, async () => {
    const { seconds, cpuSeconds, stdout } = await run([process.execPath, script, String(count), output], {
      cwd: folder,
    });
    const { build, synth, peak } = JSON.parse(stdout);
    return { process: seconds, cpu: cpuSeconds, build: build / 1000, synth: synth / 1000, peakMiB: peak / 1024 };
  });
}

/** A program that renders templates to its standard output. */
export function peerSubject({ name, count, program, prepare, model, folder }) {
  const input = join(folder, `${name}-${count}.in`);
  const output = join(folder, `${name}-${count}.out`);
  mkdirSync(input, { recursive: true });
  const fleet = model.fleetOf(count);
  const args = prepare(input, { fleet, objectsOf: model.objectsOf });
  return subject({ title: name, count, output, exact: true }, async () => {
    const { seconds, cpuSeconds, peakMiB } = await run([program, ...args], { stdoutFile: output, cwd: folder });
    return { process: seconds, cpu: cpuSeconds, peakMiB };
  });
}

function subject({ title, count, output, exact, check }, measure) {
  let digest;
  const clean = () => rmSync(output, { recursive: true, force: true });
  return {
    title,
    count,
    /** One untimed run whose output is compared object by object. */
    async rehearse(model) {
      clean();
      await measure();
      if (check === undefined) verify(output, model.fleetOf(count).flatMap(model.objectsOf), { exact });
      else check(output);
      digest = digestOf(output);
      clean();
    },
    /** One timed run, which must write the same bytes as the rehearsal. */
    async perform() {
      clean();
      const result = await measure();
      if (digestOf(output) !== digest) throw new Error(`${title}: output must be the same each time, got other bytes`);
      clean();
      return result;
    },
  };
}
