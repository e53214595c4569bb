// Runs a cdk8s app straight from its TypeScript: bundled in memory by esbuild, so there is no build step to forget and
// no JavaScript to go stale. Usage: node scripts/run-app.mjs src/main.ts
import { createRequire, Module } from 'node:module';
import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// Required, not imported: Node would first search all of esbuild for the names it exports.
const { build } = createRequire(import.meta.url)('esbuild');
const [entry, ...args] = process.argv.slice(2);
// The package's own name means these sources: examples/team-repo needs no build either.
const sources = fileURLToPath(new URL('../src', import.meta.url));
const alias = {
  'cdk8s-progressive-delivery/testing': `${sources}/testing/index.ts`,
  'cdk8s-progressive-delivery': `${sources}/index.ts`,
};
if (entry === undefined) fail('usage: node scripts/run-app.mjs ENTRY.ts');

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function failWith(error) {
  // A SynthError says everything in its message; any other error is a bug in the app, found by its stack.
  if (error?.name === 'SynthError') fail(error.message);
  fail(error instanceof Error ? (error.stack ?? error.message) : `the app threw ${String(error)}`);
}

async function bundle(file) {
  try {
    const result = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      target: `node${process.versions.node}`,
      packages: 'external',
      alias,
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'error',
    });
    return result.outputFiles[0].text;
  } catch {
    // esbuild has printed what is wrong, with file, line and code.
    return process.exit(1);
  }
}

/** Loads what every app needs while esbuild, a process of its own, is at work. */
function warmUp(main) {
  try {
    main.require('cdk8s');
  } catch {
    // The app itself will say what it misses.
  }
}

process.on('uncaughtException', failWith);
process.setSourceMapsEnabled(true);
const file = resolve(entry);
const main = new Module(file);
main.filename = file;
main.paths = Module._nodeModulePaths(dirname(file));
const bundling = bundle(file);
await setImmediate(); // lets the request go out before loading blocks this process
warmUp(main);
const code = await bundling;
process.argv.splice(1, process.argv.length - 1, file, ...args);
try {
  main._compile(code, file);
} catch (error) {
  failWith(error);
}
