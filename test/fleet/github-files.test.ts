import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readWorkflow, type Workflow } from '../support/workflow';

const FOLDER = 'templates/fleet/_github';

/** The lines of CODEOWNERS: a path and who owns it. */
const LINES = readFileSync(join(FOLDER, 'CODEOWNERS'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(/ +/))
  .map(([path = '', ...owners]) => ({ path, owners }));

/** Who owns a path, by the rules of GitHub that these lines use: everything, or a folder from the root on. */
function ownersOf(path: string): readonly string[] {
  const matches = LINES.filter(({ path: line }) => line === '*' || `/${path}`.startsWith(line));
  return matches.at(-1)?.owners ?? [];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative('.', join(entry.parentPath, entry.name)));
}

describe('CODEOWNERS', () => {
  test('uses nothing but folders from the root on', () => {
    expect(LINES.filter(({ path }) => path !== '*' && !/^\/[a-z/-]+\/$/.test(path))).toStrictEqual([]);
  });

  test("asks a team's leads for every file of its apps on prod", () => {
    const teams = readdirSync('dist/apps/prod');
    expect(teams.length).toBeGreaterThan(1);
    for (const team of teams) {
      const owners = filesIn(`dist/apps/prod/${team}`).flatMap(ownersOf);
      expect([...new Set(owners)]).toStrictEqual([`@acme/${team}-leads`]);
    }
  });

  test('lets a promotion be approved by the leads of its team alone', () => {
    const paths = ['releases/prod.yaml', 'dist/apps/prod/shop/backend.yaml'];
    expect(paths.flatMap(ownersOf)).toStrictEqual(['@acme/shop-leads']);
  });

  test('asks the platform for all that is no app, for a team without a line, and for itself', () => {
    const shared = ['clusters', 'infrastructure', 'workspaces'].flatMap((folder) => filesIn(`dist/${folder}`));
    const paths = [...shared, ...filesIn('src/fleet'), 'dist/apps/prod/new-team/app.yaml', '.github/CODEOWNERS'];
    expect(paths.filter((path) => ownersOf(path).join() !== '@acme/platform')).toStrictEqual([]);
  });

  test('asks nobody in particular on dev and staging', () => {
    expect([...filesIn('dist/apps/dev'), ...filesIn('dist/apps/staging')].flatMap(ownersOf)).toStrictEqual([]);
  });
});

const WORKFLOWS: readonly (readonly [string, Workflow])[] = [
  `${FOLDER}/workflows/ci.yaml`,
  'templates/team/_github/workflows/ci.yaml',
].map((file) => [file, readWorkflow(file)]);

describe.each(WORKFLOWS)('%s', (_file, { on, permissions, jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test('checks the merge of a pull request, and of a merge queue, with the history of all branches', () => {
    expect(Object.keys(on)).toStrictEqual(expect.arrayContaining(['pull_request', 'merge_group', 'push']));
    // Without a ref of its own, checkout takes the merge.
    expect(steps[0]?.with).toStrictEqual({ 'fetch-depth': 0, 'persist-credentials': false });
  });

  test("may only read, and runs GitHub's own actions, each pinned by its commit", () => {
    expect(permissions).toStrictEqual({ contents: 'read' });
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used).toHaveLength(2);
    expect(used.filter((action) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(action))).toStrictEqual([]);
  });
});

test('the ruleset requires the job that is there, on a branch that is up to date, and the code owners', () => {
  const text = readFileSync(join(FOLDER, 'rulesets/followed-branches.json'), 'utf8');
  const { rules, conditions } = JSON.parse(text) as {
    conditions: { ref_name: { include: string[] } };
    rules: { type: string; parameters?: object }[];
  };
  const parameters = Object.fromEntries(rules.map((rule) => [rule.type, rule.parameters]));
  const [[, { jobs }] = ['', { jobs: {} }]] = WORKFLOWS;
  expect(parameters['required_status_checks']).toStrictEqual({
    strict_required_status_checks_policy: true,
    required_status_checks: Object.keys(jobs).map((context) => ({ context })),
  });
  expect(parameters['pull_request']).toMatchObject({
    require_code_owner_review: true,
    required_approving_review_count: 1,
  });
  expect(conditions.ref_name.include).toStrictEqual(['refs/heads/main', 'refs/heads/dev']);
});
