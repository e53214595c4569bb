import { inspect } from 'node:util';
import type { SynthError } from './synth-error';

/**
 * Has an error printed as people read it if nobody catches it, and `cdk8s synth` runs the app. Node would print where it was
 * thrown, in whose module loader, and every finding twice.
 */
export function printIfUncaught(error: SynthError): void {
  if (process.env.CDK8S_OUTDIR === undefined) return;
  process.prependOnceListener('uncaughtException', (uncaught: unknown) => {
    process.stderr.write(`${uncaught === error ? error.message : inspect(uncaught)}\n`);
    process.exit(1);
  });
}
