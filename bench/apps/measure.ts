import { writeSync } from 'node:fs';
import type { App } from 'cdk8s';
import { type AppParameters, fleetOf } from './objects';

/** {@link measureApp} with the benchmark's fleet of that many apps. */
export function measure(build: (fleet: AppParameters[], outdir: string) => App): void {
  measureApp((count) => {
    const fleet = fleetOf(count);
    return (outdir) => build(fleet, outdir);
  });
}

/**
 * Builds and synthesizes one app in this process, as the command line says (`count outdir`), and prints what it took:
 * milliseconds of both parts, and the process's peak memory in KiB.
 *
 * @param prepare makes what builds the app, which alone is measured.
 */
export function measureApp(prepare: (count: number) => (outdir: string) => App): void {
  const [count, outdir] = process.argv.slice(2);
  if (outdir === undefined) throw new Error('usage: node <app> <count> <output folder>');
  const build = prepare(Number(count));
  const start = performance.now();
  const app = build(outdir);
  const built = performance.now();
  app.synth();
  const done = performance.now();
  const result = { build: built - start, synth: done - built, peak: process.resourceUsage().maxRSS };
  writeSync(1, `${JSON.stringify(result)}\n`);
}
