import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OutputTree } from '../../src/synth/output-tree';
import { filesIn, removeFolders, temporaryFolder, treeOf } from '../support/synth-folder';
import { versionFiles } from '../support/synth-versions';

const KILLS = 100;
const AT_ONCE = 4;

const script = join(temporaryFolder(), 'publisher.cjs');
beforeAll(() => {
  const entry = join(__dirname, '../support/synth-publisher.ts');
  buildSync({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', packages: 'external' });
});
afterAll(removeFolders);

/** A generator of numbers below 1 that repeats itself, so that a failure does, as far as timing goes. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function start(outdir: string, versions: string, rounds: number) {
  return spawn(process.execPath, [script, outdir, versions, String(rounds)], { stdio: ['pipe', 'pipe', 'inherit'] });
}

function publish(outdir: string, version: string): void {
  const tree = new OutputTree(outdir, () => false);
  for (const [path, text] of Object.entries(versionFiles(version))) tree.write(path, text);
  tree.publish();
  tree.close();
}

/** Which version a folder holds, all of it and nothing else. */
function versionIn(outdir: string): string {
  if (filesIn(outdir).length === 0) return 'none';
  const tree = JSON.stringify(Object.entries(treeOf(outdir)).sort());
  const versions = ['old', 'new'].filter((name) => JSON.stringify(Object.entries(versionFiles(name)).sort()) === tree);
  return versions[0] ?? 'a mixture';
}

/** Kills a process while it publishes one version after another, and says what it left. */
async function kill(random: () => number): Promise<{ outdir: string; found: string; leftovers: number }> {
  const folder = temporaryFolder();
  const outdir = `${folder}/dist`;
  const child = start(outdir, 'old,new', 1_000_000);
  child.stdin.end('go');
  await once(child.stdout, 'data');
  child.stdout.resume();
  const exit = once(child, 'exit');
  // Some rounds, measured in events of the process rather than in time, and then a moment within a round.
  for (let rounds = Math.floor(random() * 3); rounds > 0; rounds -= 1) await once(child.stdout, 'data');
  setTimeout(() => child.kill('SIGKILL'), random() * 12);
  await exit;
  return { outdir, found: versionIn(outdir), leftovers: readdirSync(folder).length - 1 };
}

test(`killed at ${KILLS} moments, a process leaves the old tree, the new one or none, and the next run repairs it`, async () => {
  const random = randomFrom(1);
  const results: Awaited<ReturnType<typeof kill>>[] = [];
  for (let done = 0; done < KILLS; done += AT_ONCE) {
    results.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => kill(random)))));
  }
  const found = results.map((result) => result.found);

  expect(found.filter((version) => !['old', 'new', 'none'].includes(version))).toStrictEqual([]);
  // The kills did hit: both versions were there, and many a new tree was left unfinished.
  expect(found).toContain('old');
  expect(found).toContain('new');
  expect(results.filter(({ leftovers }) => leftovers > 0).length).toBeGreaterThan(KILLS / 4);

  for (const { outdir } of results) {
    publish(outdir, 'new');

    expect(versionIn(outdir)).toBe('new');
    expect(readdirSync(join(outdir, '..'))).toStrictEqual(['dist']);
  }
}, 120_000);

test('two processes that publish at once, twenty times each, leave the tree of one of them', async () => {
  const folder = temporaryFolder();
  const outdir = `${folder}/dist`;
  const children = ['old', 'new'].map((version) => start(outdir, version, 20));
  const exits = children.map((child) => once(child, 'exit'));
  for (const child of children) {
    child.stdout.resume();
    child.stdin.end('go');
  }

  expect((await Promise.all(exits)).map(([code]) => code as unknown)).toStrictEqual([0, 0]);
  expect(['old', 'new']).toContain(versionIn(outdir));
  expect(readdirSync(folder)).toStrictEqual(['dist']);
}, 60_000);
