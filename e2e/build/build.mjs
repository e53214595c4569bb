// Builds the programs once, into a cache outside the repository. Nothing is built that is already there.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { arch, homedir, platform } from 'node:os';
import { join } from 'node:path';
import { writePatchedModule } from './patched-module.mjs';
import { moduleFolder, packageOf, pinnedModule, pinOf, programSets } from './programs.mjs';

// What nobody debugs needs no debugging information: the linker would throw it away.
const NO_DWARF = '-gcflags=all=-dwarf=false';

/** Something that the user has to install or repair before the tests can run. */
export class CannotBuild extends Error {}

/**
 * Builds what is missing, one set after the other: a build uses all cores by itself.
 *
 * @param {(line: string) => void} log told what is built, and how long it took
 * @returns {Promise<Record<string, string>>} the file of each program
 */
export async function buildPrograms(log) {
  const missing = programSets.filter((set) => !existsSync(cacheFolder(set)));
  if (missing.length > 0) {
    await requireGo();
    log(`building ${missing.map(({ name }) => name).join(', ')}; once, ${cacheRoot()} keeps them`);
  }
  for (const [index, set] of missing.entries()) {
    const from = Date.now();
    await build(set);
    const seconds = Math.round((Date.now() - from) / 1000);
    log(`${index + 1}/${missing.length} ${set.name} ${pinOf(set).version}: ${seconds} s`);
  }
  return Object.fromEntries(
    programSets.flatMap((set) =>
      Object.keys(set.commands).map((command) => [command, join(cacheFolder(set), command)]),
    ),
  );
}

/** Where the programs are kept. */
export function cacheRoot() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-progressive-delivery');
}

/** A folder per version and per everything else that decides what comes out. */
function cacheFolder(set) {
  const hash = createHash('sha256');
  for (const file of readdirSync(moduleFolder(set)).sort()) hash.update(readFileSync(join(moduleFolder(set), file)));
  hash.update(JSON.stringify([linkerFlags(set), ...tags(set), set.commands, platform(), arch()]));
  if (set.replacements !== undefined) hash.update(JSON.stringify(set.replacements));
  return join(cacheRoot(), 'programs', `${set.name}-${pinOf(set).version}-${hash.digest('hex').slice(0, 12)}`);
}

async function build(set) {
  checkPin(set);
  const target = cacheFolder(set);
  mkdirSync(join(cacheRoot(), 'programs'), { recursive: true });
  const scratch = mkdtempSync(join(cacheRoot(), 'programs', '.building-'));
  const programs = join(scratch, 'programs');
  mkdirSync(programs);
  try {
    const folder = await sourceFolder(set, join(scratch, 'source'));
    for (const command of Object.keys(set.commands)) {
      const flags = ['-mod=readonly', '-trimpath', NO_DWARF, ...tags(set), `-ldflags=${linkerFlags(set)}`];
      await go(['build', ...flags, '-o', join(programs, command), packageOf(set, command)], folder);
    }
    try {
      renameSync(programs, target);
    } catch (error) {
      // Another run has finished the same build meanwhile.
      if (!existsSync(target)) throw error;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Where to build: where the pins are, unless the source must be another. */
async function sourceFolder(set, scratch) {
  const pins = moduleFolder(set);
  if (set.replacements === undefined) return pins;
  const { version, sum } = pinOf(set);
  const { Dir, Sum } = JSON.parse(await go(['mod', 'download', '-json', `${set.module}@${version}`], pins));
  if (Sum !== sum) throw new CannotBuild(`${set.module} ${version} must have the sum ${sum}, got ${Sum}; check it`);
  mkdirSync(scratch);
  writePatchedModule(set.module, Dir, pins, set.replacements, scratch);
  return scratch;
}

function tags(set) {
  return set.tags === undefined ? [] : [`-tags=${set.tags.join(',')}`];
}

function linkerFlags(set) {
  return ['-s', '-w', ...(set.linkerFlags?.(pinOf(set).version) ?? [])].join(' ');
}

/** go.mod must build what src/versions.json says, and go.sum must hold what it says too. */
function checkPin(set) {
  const module = pinnedModule(set);
  if (module === undefined) return;
  const { version, sum } = pinOf(set);
  const [required, summed] = ['go.mod', 'go.sum'].map((file) =>
    readFileSync(join(moduleFolder(set), file), 'utf8').split('\n'),
  );
  const isRequired = required.some(
    (line) => line.replace(/^\s*(require )?|( \/\/ indirect)?$/g, '') === `${module} ${version}`,
  );
  if (isRequired && summed.includes(`${module} ${version} ${sum}`)) return;
  const remedy = `run node e2e/build/pin.mjs ${set.name}, and if that does not help check its sum`;
  throw new CannotBuild(
    `e2e/build/modules/${set.name} must build ${module} ${version} ${sum}, as src/versions.json says; ${remedy}`,
  );
}

async function requireGo() {
  const needed = newestGo();
  let version;
  try {
    version = (await go(['env', 'GOVERSION'])).trim().replace(/^go/, '');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new CannotBuild(
      `Go is not installed; the programs that the tests run are built with it: install Go ${needed} or newer`,
    );
  }
  if (older(version, needed))
    throw new CannotBuild(`Go must be ${needed} or newer, got ${version}; install a newer one`);
}

function newestGo() {
  return programSets
    .map((set) => /^go (\S+)$/m.exec(readFileSync(join(moduleFolder(set), 'go.mod'), 'utf8'))[1])
    .reduce((a, b) => (older(a, b) ? b : a));
}

function older(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => parseInt(part, 10) || 0));
  const at = right.findIndex((part, index) => part !== (left[index] ?? 0));
  return at >= 0 && (left[at] ?? 0) < right[at];
}

function go(args, cwd) {
  // GOWORK off and the local toolchain: nothing around this checkout may change what is built. The compiler is a short-lived
  // program: with a lazier garbage collector it needs a tenth less time.
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOTOOLCHAIN: 'local', GOGC: '400' };
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => (output[name] += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output.stdout);
      else
        reject(
          new CannotBuild(`go ${args.join(' ')} failed:\n${output.stderr.trim().split('\n').slice(-20).join('\n')}`),
        );
    });
  });
}
