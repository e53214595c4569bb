#!/usr/bin/env node
import { onWriteError } from './closed-pipe';
import { run } from './run';
import { wantsColors } from './style';

const { stdout, stderr, env } = process;
onWriteError(stdout, stderr);
onWriteError(stderr, stderr);
process.exitCode = run(process.argv.slice(2), {
  out: (line) => stdout.write(`${line}\n`),
  error: (line) => stderr.write(`${line}\n`),
  colors: { out: wantsColors(env, stdout), error: wantsColors(env, stderr) },
});
