import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpd } from '../cli/support/cpd';
import { git } from '../cli/support/git-repository';
import { ProjectCopy } from '../support/project-copy';
import { readWorkflow, runScript } from '../support/workflow';

/** What the workflow that fleets may copy runs. */
const { jobs } = readWorkflow('templates/fleet/_github/workflows/ci.yaml');
const STEPS = (jobs['manifests']?.steps ?? []).flatMap(({ run }) => run ?? []);

/** A clone of the fleet's repository and the remote that its clusters follow. */
class Checkout {
  private readonly project = new ProjectCopy();
  private readonly remote = mkdtempSync(join(tmpdir(), 'promotion-remote-'));
  private readonly home = process.cwd();

  /** @param branches those that clusters follow, the default one first. */
  constructor(prepare: (project: ProjectCopy) => void, branches: readonly [string, ...string[]]) {
    prepare(this.project);
    this.synth();
    git(this.remote, 'init', '--quiet', '--bare');
    this.git('init', '--quiet', '--initial-branch', branches[0]);
    writeFileSync(join(this.project.folder, '.git/info/exclude'), 'node_modules\n');
    this.commit('The fleet as it is');
    this.git('remote', 'add', 'origin', this.remote);
    for (const branch of branches) this.git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
    this.git('fetch', '--quiet', 'origin');
    process.chdir(this.project.folder);
  }

  git(...args: readonly string[]): string {
    return git(this.project.folder, ...args);
  }

  /** What cdk8s synth runs, without its own start: these tests do it fifteen times. */
  synth(): void {
    const args = ['scripts/run-app.mjs', 'src/main.ts'];
    execFileSync(process.execPath, args, { cwd: this.project.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  edit(file: string, from: string, to: string): void {
    this.project.edit(file, from, to);
  }

  /** Makes a branch of its own for a change of one of the remote's branches. */
  start(name: string, base: string): void {
    this.git('switch', '--quiet', '--create', name, `origin/${base}`);
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  /** Runs cpd, synthesizes and commits. */
  change(...args: readonly string[]): void {
    const { code, error } = cpd(args);
    if (code !== 0) throw new Error(error.join('\n'));
    this.synth();
    this.commit(args.join(' '));
  }

  /** Runs the required check on the merge of the branch that is checked out; what it fails at, or nothing. */
  check(branch: string): string | undefined {
    this.git('switch', '--quiet', '--detach', `origin/${branch}`);
    this.git('merge', '--quiet', '--no-ff', '--no-edit', this.git('rev-parse', '@{-1}'));
    const failed = STEPS.find((step) => !this.passes(step));
    this.git('reset', '--quiet', '--hard');
    return failed;
  }

  private passes(step: string): boolean {
    if (step === 'npm ci') return true;
    if (step.startsWith('npx cdk8s synth')) this.synth();
    else if (step.startsWith('npx cpd ')) return cpd(step.split(' ').slice(2)).code === 0;
    else return runScript(step, this.project.folder);
    return true;
  }

  /** Merges the branch that is checked out, whose checks must pass, and returns the commit of the merge. */
  merge(branch: string): string {
    const failed = this.check(branch);
    if (failed !== undefined) throw new Error(`the check of ${branch} fails at ${failed}`);
    this.git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
    return this.git('rev-parse', 'HEAD');
  }

  /** Paths that differ between two commits. */
  changed(from: string, to: string): string[] {
    const paths = this.git('diff', '--name-only', from, to);
    return paths === '' ? [] : paths.split('\n');
  }

  read(file: string): string {
    return readFileSync(join(this.project.folder, file), 'utf8');
  }

  remove(): void {
    process.chdir(this.home);
    this.project.remove();
    rmSync(this.remote, { recursive: true });
  }
}

const LAYOUTS = [
  { layout: 'a branch per environment', dev: 'dev', prepare: () => undefined },
  {
    layout: 'one trunk',
    dev: 'main',
    prepare: (project: ProjectCopy) => {
      // The laptop's cluster follows it, and dev does.
      project.edit('src/fleet/clusters.ts', "branch: 'dev'", "branch: 'main'");
      project.edit('src/fleet/clusters.ts', "branch: 'dev'", "branch: 'main'");
    },
  },
] as const;

const PROMOTED = ['dist/apps/prod/shop/backend.yaml', 'releases/prod.yaml'];

describe.each(LAYOUTS)('with $layout', ({ dev, prepare }) => {
  let checkout: Checkout;

  beforeAll(() => {
    checkout = new Checkout(prepare, dev === 'main' ? ['main'] : ['main', dev]);
  });
  afterAll(() => {
    checkout.remove();
  });

  let [before, promoted, onDev] = ['', '', ''];

  test('what a team tries on dev changes nothing of prod', () => {
    const start = checkout.git('rev-parse', `origin/${dev}`);
    checkout.start('media-tries', dev);
    checkout.change('set', 'media/player', 'tag=6.9.6', '--env', 'dev');
    checkout.merge(dev);
    checkout.start('shop-tries', dev);
    checkout.change('set', 'shop/backend', 'tag=6.9.5', 'color=teal', '--env', 'dev');
    onDev = checkout.merge(dev);
    expect(checkout.changed(start, onDev)).toStrictEqual([
      'dist/apps/dev/media/player.yaml',
      'dist/apps/dev/shop/backend.yaml',
      'releases/dev.yaml',
    ]);
  });

  test("promoted and merged, one version of one team goes to prod, and nobody else's", () => {
    before = checkout.git('rev-parse', 'origin/main');
    checkout.start('shop-promotes', 'main');
    checkout.change('promote', 'shop', '--from', 'dev', '--to', 'prod');
    promoted = checkout.merge('main');
    expect(checkout.changed(before, promoted)).toStrictEqual(PROMOTED);
    expect(checkout.read('dist/apps/prod/shop/backend.yaml')).toContain('podinfo:6.9.5');
    expect(checkout.read('dist/apps/prod/media/player.yaml')).toContain('podinfo:6.9.4');
  });

  test('all of dev merged to main takes no version to prod, and one that hides in it is found', () => {
    const prod = checkout.git('rev-parse', 'origin/main:dist/apps/prod');
    checkout.start('all-of-dev', dev);
    checkout.edit('releases/dev.yaml', '  catalog-v2:\n    tag: 6.9.4', '  catalog-v2:\n    tag: 6.9.6');
    checkout.synth();
    checkout.commit('catalog-v2 on dev');
    checkout.merge('main');
    expect(checkout.git('rev-parse', 'origin/main:dist/apps/prod')).toBe(prod);
    checkout.edit('releases/prod.yaml', '  player:\n    tag: 6.9.4', '  player:\n    tag: 6.9.9');
    checkout.synth();
    checkout.commit('player on prod, which dev has not run');
    expect(checkout.check('main')).toBe('npx cpd verify --from dev --to prod');
  });

  test('the way back: a revert is all of it, and one field makes it fast', () => {
    checkout.start('shop-goes-back', 'main');
    checkout.git('revert', '--no-commit', '--mainline', '1', promoted);
    checkout.change('set', 'shop/backend', 'canary.skipAnalysis=6.9.4', '--env', 'prod');
    const back = checkout.merge('main');
    expect(checkout.changed(before, back).filter((path) => path.includes('prod'))).toStrictEqual([
      'dist/apps/prod/shop/backend-rollout.yaml',
      'releases/prod.yaml',
    ]);
    expect(checkout.read('dist/apps/prod/shop/backend-rollout.yaml')).toContain('\n  skipAnalysis: true\n');

    checkout.start('shop-analyses-again', 'main');
    checkout.change('set', 'shop/backend', 'canary.skipAnalysis=', '--env', 'prod');
    const clean = checkout.merge('main');
    expect(checkout.changed(before, clean).filter((path) => path.includes('prod'))).toStrictEqual([]);
  });

  test('the same on dev, by a commit of its own', () => {
    checkout.start('shop-goes-back-on-dev', dev);
    checkout.git('revert', '--no-edit', '--mainline', '1', onDev);
    checkout.merge(dev);
    expect(checkout.read('dist/apps/dev/shop/backend.yaml')).toContain('podinfo:6.9.4');
    expect(checkout.read('dist/apps/dev/media/player.yaml')).toContain('podinfo:6.9.6');
    // What dev has taken back cannot be promoted again.
    checkout.start('shop-promotes-again', 'main');
    expect(cpd(['promote', 'shop/backend', '--from', 'dev', '--to', 'prod']).out[0]).toContain('was already 6.9.4');
  });
});

test('two pull requests that are right alone are refused together where dist/ is not what their sources make', () => {
  const checkout = new Checkout(() => undefined, ['main', 'dev']);
  checkout.start('fewer-revisions', 'main');
  checkout.edit('src/constructs/app/rollout.ts', 'revisionHistoryLimit: 5', 'revisionHistoryLimit: 7');
  checkout.synth();
  checkout.commit('keep more revisions');
  const first = checkout.git('rev-parse', 'HEAD');
  checkout.start('new-app', 'main');
  checkout.edit(
    'src/fleet/media.ts',
    '  catalog(workspace',
    "  new PodinfoApp(workspace, 'radio', { tag: '6.9.4' });\n  catalog(workspace",
  );
  checkout.synth();
  checkout.commit('a radio');
  expect(checkout.check('main')).toBeUndefined();
  checkout.git('switch', '--quiet', '--detach', first);
  checkout.merge('main');
  checkout.git('switch', '--quiet', 'new-app');
  expect(checkout.check('main')).toBe('git add --all dist && git diff --cached --exit-code dist');
  checkout.remove();
});
