// Runs the commands that docs/cli.md shows and prints the page with what they print now. Usage: npm run cli-page, which
// writes the page; a test compares the two.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const project = fileURLToPath(new URL('..', import.meta.url));
const page = join(project, 'docs/cli.md');
const folder = mkdtempSync(join(tmpdir(), 'cli-page-'));
const program = join(folder, 'lib/cli/cpd.cjs');

/** Makes the folder what a fleet's clone is: dev follows the branch dev, all else main. */
function commit() {
  const identity = ['-c', 'user.name=cpd', '-c', 'user.email=cpd@example.com'];
  for (const args of [
    ['init', '--quiet', '--initial-branch', 'main'],
    ['add', 'releases', 'dist'],
    [...identity, 'commit', '--quiet', '--message', 'fleet'],
    ['update-ref', 'refs/remotes/origin/main', 'HEAD'],
    ['update-ref', 'refs/remotes/origin/dev', 'HEAD'],
  ])
    execFileSync('git', args, { cwd: folder });
}

/** What a command line prints in a folder that holds the fleet's files, on both streams. */
function printed(line) {
  const PATH = `${join(folder, 'bin')}${delimiter}${process.env.PATH}`;
  const { stdout, error } = spawnSync('sh', ['-c', `exec 2>&1; ${line}`], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH, NO_COLOR: undefined, FORCE_COLOR: undefined },
  });
  if (error) throw error;
  return stdout.trimEnd();
}

function asRun(block) {
  const commands = block.split('\n').filter((line) => line.startsWith('$ '));
  return commands.map((line) => `${line}\n${printed(line.slice(2))}\n`).join('');
}

try {
  for (const name of ['releases', 'dist', 'templates', 'package.json'])
    cpSync(join(project, name), join(folder, name), { recursive: true });
  commit();
  buildSync({ entryPoints: [join(project, 'src/cli/cpd.ts')], outfile: program, bundle: true, platform: 'node' });
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/cpd'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
  const text = readFileSync(page, 'utf8')
    .replace(/(?<=```console\n)[\s\S]*?(?=```)/g, asRun)
    .replace(/(?<=```text\n)Usage: cpd ([a-z]*)[\s\S]*?(?=```)/g, (_, name) => `${printed(`cpd ${name} --help`)}\n`);
  if (process.argv[2] === '--write') writeFileSync(page, text);
  else process.stdout.write(text);
} finally {
  rmSync(folder, { recursive: true });
}
