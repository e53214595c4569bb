import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { teamFiles } from '../../src/cli/team-template';
import { semver } from '../../src/constructs/flux/image-policy-rule';
import { adminObjects, devWorkspace, only } from '../constructs/workspace/fixture';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: { readonly push?: { readonly branches: readonly string[] }; readonly workflow_dispatch?: null };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly permissions: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>
  >;
}

const workflow = (name: string) => parse(teamFiles('checkout').get(`.github/workflows/${name}`) ?? '') as Workflow;
const images = workflow('images.yaml');
const steps = Object.values(images.jobs).flatMap((job) => job.steps);

/** Where Flux pushes for a team on dev. */
function pushBranch(branch: string): string {
  const workspace = devWorkspace({
    source: { url: 'https://github.com/acme/checkout', branch },
    imageAutomation: {
      images: { payment: { image: 'ghcr.io/acme/payment', policy: semver('1.x') } },
      credentials: 'images-push',
      author: { email: 'flux@example.com' },
    },
  });
  const { spec } = only(adminObjects(workspace), 'ImageUpdateAutomation', 'shop');
  return (spec as { git: { push: { branch: string } } }).git.push.branch;
}

test('it runs for what Flux pushes, and for nothing else', () => {
  expect(images.on).toStrictEqual({ push: { branches: ['image-updates/**'] } });
  expect(pushBranch('dev')).toMatch(/^image-updates\//);
});

test("every action is GitHub's own, and pinned by its commit", () => {
  const used = steps.flatMap(({ uses }) => uses ?? []);
  expect(used.length).toBeGreaterThan(3);
  expect(used.filter((action) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(action))).toStrictEqual([]);
});

test('the job that runs code may only read, and the one that may write runs none', () => {
  const { synth, propose } = images.jobs;
  expect(images.permissions).toStrictEqual({});
  expect(synth?.permissions).toStrictEqual({ contents: 'read' });
  expect(synth?.steps[0]?.with).toMatchObject({ 'persist-credentials': false });
  expect(propose?.permissions).toStrictEqual({ contents: 'write', 'pull-requests': 'write', actions: 'write' });
  expect(propose?.steps.filter(({ run = '' }) => /\b(npm|npx|node|yarn|tsx)\b/.test(run))).toStrictEqual([]);
});

test('no expression is pasted into a script, where a name of a branch could be code', () => {
  expect(steps.filter(({ run = '' }) => run.includes('${{'))).toStrictEqual([]);
});

test.each(['dev', 'main', 'release/1.2'])('the pull request is for the branch that the team follows: %s', (branch) => {
  const [, base = ''] = /((?:^base=.*\n)+)/m.exec(steps.at(-1)?.run ?? '') ?? [];
  const { stdout } = spawnSync('bash', ['-euc', `${base}printf %s "$base"`], {
    encoding: 'utf8',
    env: { ...process.env, BRANCH: pushBranch(branch) },
  });
  expect(stdout).toBe(branch);
});

test('its scripts are well-formed, and the workflow that it starts can be started', () => {
  const wrong = steps.filter(({ run = '' }) => spawnSync('bash', ['-n'], { input: run }).status !== 0);
  expect(wrong).toStrictEqual([]);
  expect(steps.at(-1)?.run).toContain('gh workflow run ci.yaml');
  expect(workflow('ci.yaml').on).toHaveProperty('workflow_dispatch');
});
