import { changedPaths, ProjectCopy } from '../support/project-copy';

/** A user's morning with this repository: every test edits a fresh copy and runs only `cdk8s synth`. */
describe('the main job', () => {
  let project: ProjectCopy;
  let committed: Map<string, string>;

  beforeEach(() => {
    project = new ProjectCopy();
    committed = project.files();
  });
  afterEach(() => {
    project.remove();
  });

  test('dist/ is what synth writes, wherever it runs', () => {
    const run = project.synth({ TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
    expect(run).toMatchObject({ status: 0 });
    expect(changedPaths(committed, project.files())).toStrictEqual([]);
  });

  test('a new colour for one app in one environment changes one file', () => {
    project.edit('releases/dev.yaml', 'color: green', 'color: purple');
    expect(project.synth()).toMatchObject({ status: 0 });
    expect(changedPaths(committed, project.files())).toStrictEqual(['apps/dev/shop/backend.yaml']);
  });

  test('analysis numbers in release data change the canary only', () => {
    project.edit('releases/prod.yaml', 'stepWeight: 5', 'stepWeight: 10');
    expect(project.synth()).toMatchObject({ status: 0 });
    expect(changedPaths(committed, project.files())).toStrictEqual(['apps/prod/shop/backend-rollout.yaml']);
  });

  test('a changed construct is in the manifests without a build in between', () => {
    project.edit('src/constructs/app/rollout.ts', 'revisionHistoryLimit: 5', 'revisionHistoryLimit: 7');
    expect(project.synth()).toMatchObject({ status: 0 });
    expect(project.files().get('apps/dev/shop/backend.yaml')).toContain('revisionHistoryLimit: 7');
  });

  test('only chosen clusters are written, the other files stay', () => {
    project.edit('src/constructs/app/rollout.ts', 'revisionHistoryLimit: 5', 'revisionHistoryLimit: 7');
    expect(project.synth({ CPD_CLUSTERS: 'cloud' })).toMatchObject({ status: 0 });
    const changed = changedPaths(committed, project.files());
    expect(changed).not.toHaveLength(0);
    expect(changed.filter((path) => !path.startsWith('apps/prod/'))).toStrictEqual([]);
  });

  test('with -o the tree goes to that folder', () => {
    expect(project.synth({}, ['-o', 'elsewhere'])).toMatchObject({ status: 0 });
    expect(changedPaths(committed, project.files('elsewhere'))).toStrictEqual([]);
  });

  test.each([
    {
      what: 'an app that throws',
      file: 'src/main.ts',
      from: 'app.synth();',
      to: "throw new Error('no more');",
      says: /no more/,
    },
    {
      what: 'TypeScript that does not parse',
      file: 'src/main.ts',
      from: 'app.synth();',
      to: 'app.synth(;',
      says: /src\/main\.ts:6:/,
    },
    {
      what: 'a typo in a field of release data',
      file: 'releases/dev.yaml',
      from: 'color: green',
      to: 'colour: green',
      says: /releases\/dev\.yaml:6:5: shop\.backend\.colour .*color/,
    },
    {
      what: 'a typo in the name of an app in release data',
      file: 'releases/dev.yaml',
      from: '  backend:',
      to: '  backned:',
      says: /releases\/dev\.yaml:4:3: .*backned.*backend/,
    },
    {
      what: 'a wrong type in release data',
      file: 'releases/dev.yaml',
      from: 'tag: 6.9.4',
      to: 'tag: 6.9',
      says: /found 1 problem [\s\S]*releases\/dev\.yaml:5:10: shop\.backend\.tag .*"6\.9"/,
    },
    {
      what: 'a duplicate key in release data',
      file: 'releases/dev.yaml',
      from: '    color: green',
      to: '    tag: 6.9.5',
      says: /releases\/dev\.yaml:6:5: shop\.backend\.tag must be given once, .* line 5/,
    },
    {
      what: 'an invalid name',
      file: 'src/fleet/shop.ts',
      from: "PodinfoApp(workspace, 'backend')",
      to: "PodinfoApp(workspace, 'Back_End')",
      says: /laptop\/dev\/shop\/Back_End: .*DNS-1123.*"Back_End"/,
    },
  ])('$what is refused with its place, and dist/ stays as it was', ({ file, from, to, says }) => {
    project.edit(file, from, to);
    const run = project.synth();
    expect(run.output).toMatch(says);
    expect(run.status).not.toBe(0);
    expect(changedPaths(committed, project.files())).toStrictEqual([]);
  });

  test('mistakes in two files are reported together', () => {
    project.edit('releases/dev.yaml', 'color: green', 'color: grene');
    project.edit('releases/prod.yaml', 'stepWeight: 5', 'stepWeight: 500');
    const { output } = project.synth();
    expect(output).toMatch(/releases\/dev\.yaml:6:12/);
    expect(output).toMatch(/releases\/prod\.yaml:8:\d+/);
  });
});
