import { cpd, cpdJson } from './support/cpd';
import { PROD, PromotionRepository } from './support/promotion-repository';

let repository: PromotionRepository;

beforeEach(() => {
  repository = new PromotionRepository();
});

afterEach(() => {
  repository.remove();
});

const written = () => repository.read();
const edit = (file: string, from: string, to: string) => {
  repository.edit(file, from, to);
};
const promote = (what: string, ...args: string[]) => cpd(['promote', what, '--from', 'dev', '--to', 'prod', ...args]);

/** Runs it and expects that nothing is written. */
function refusals(what = 'shop/backend', ...args: string[]): string[] {
  const before = written();
  const { code, out, error } = promote(what, ...args);
  expect({ code, out }).toStrictEqual({ code: 1, out: [] });
  expect(error.at(-1)).toBe('releases/prod.yaml was not changed');
  expect(written()).toBe(before);
  return error.slice(0, -1);
}

const GIT_ALONE =
  'origin/main has it in release data and dist/ of dev; whether Flagger promoted it there is not known without --status';

describe('done', () => {
  test('the version of one app goes over, and no other byte changes', () => {
    expect(promote('shop/backend')).toStrictEqual({
      code: 0,
      out: [
        'releases/prod.yaml: shop.backend.tag is now 6.9.5',
        'releases/prod.yaml: shop.backend.color is now teal',
        GIT_ALONE,
      ],
      error: [],
    });
    expect(written()).toBe(PROD.replace("'6.9.4'", "'6.9.5'").replace('blue', 'teal'));
    expect(promote('shop/backend').out[0]).toBe('releases/prod.yaml: shop.backend.tag was already 6.9.5');
  });

  test('all apps of a workspace go over, and what is left out is said', () => {
    expect(promote('shop').out).toStrictEqual([
      'releases/prod.yaml: shop.backend.tag is now 6.9.5',
      'releases/prod.yaml: shop.backend.color is now teal',
      'releases/prod.yaml: shop.frontend.tag is now "6.10"',
      'shop.legacy has neither tag nor color in releases/dev.yaml on origin/main: its version is in the code',
      'shop.only-prod is not in releases/dev.yaml on origin/main: it is left as it is',
      GIT_ALONE,
    ]);
    expect(written()).toBe(
      PROD.replace("'6.9.4'", "'6.9.5'").replace('blue', 'teal').replace('tag: 6.9.4', 'tag: "6.10"'),
    );
  });

  test('fields that are named go over instead', () => {
    expect(promote('shop/backend', 'replicas', 'canary.stepWeight').code).toBe(0);
    expect(written()).toBe(PROD.replace('{ min: 3, max: 9 }', '1').replace('stepWeight: 5', 'stepWeight: 25'));
  });

  test('a color that dev does not have goes, since the code gives it there', () => {
    edit('releases/prod.yaml', '  frontend:\n', '  frontend:\n    color: red\n');
    expect(promote('shop/frontend').out).toContain('releases/prod.yaml: shop.frontend.color removed');
    expect(written()).toBe(PROD.replace('tag: 6.9.4', 'tag: "6.10"'));
  });

  test('with --dry-run all is checked and nothing written', () => {
    const { code, out } = promote('shop/backend', '--dry-run');
    expect({ code, last: out.at(-1) }).toStrictEqual({
      code: 0,
      last: 'releases/prod.yaml was not changed: --dry-run',
    });
    expect(out[0]).toBe('releases/prod.yaml: shop.backend.tag is now 6.9.5');
    expect(written()).toBe(PROD);
  });

  test('with --json it is data', () => {
    const { code, document } = cpdJson('promote', 'shop/backend', 'tag', '--from', 'dev', '--to', 'prod');
    expect(code).toBe(0);
    expect(document).toStrictEqual({
      exitCode: 0,
      problems: [],
      file: 'releases/prod.yaml',
      changed: true,
      from: { environment: 'dev', revision: 'origin/main', commit: repository.git('rev-parse', 'HEAD') },
      evidence: ['git'],
      apps: [
        {
          app: 'shop/backend',
          newApp: false,
          fields: [{ field: 'tag', value: '6.9.5', changed: true, lostComments: [] }],
        },
      ],
      notes: [],
    });
  });

  test('what let the version before by without analysis goes with it', () => {
    edit('releases/prod.yaml', 'maxWeight: 50', 'maxWeight: 50, skipAnalysis: 6.9.4');
    expect(promote('shop/backend').out).toContain('releases/prod.yaml: shop.backend.canary.skipAnalysis removed');
    expect(written()).toBe(PROD.replace("'6.9.4'", "'6.9.5'").replace('blue', 'teal'));
  });

  test('what runs is taken from the commit that is named, also an older one', () => {
    edit('releases/dev.yaml', '6.9.5', '6.9.6');
    edit('dist/apps/dev/shop/all.yaml', '6.9.5', '6.9.6');
    repository.push();
    expect(promote('shop/backend', '--at', 'HEAD~1').code).toBe(0);
    expect(written()).toContain("tag: '6.9.5'");
  });

  test("in a team's own repository, which describes no cluster, the commit is named", () => {
    repository.git('rm', '-r', '--quiet', 'dist/clusters');
    expect(promote('shop/backend', '--at', 'origin/main').code).toBe(0);
    expect(written()).toContain("tag: '6.9.5'");
  });

  test('a branch that is behind what dev runs may promote: its old data is no edit', () => {
    repository.git('switch', '--quiet', '--create', 'promote');
    repository.git('switch', '--quiet', 'main');
    edit('releases/dev.yaml', '6.9.5', '6.9.6');
    edit('dist/apps/dev/shop/all.yaml', '6.9.5', '6.9.6');
    repository.push();
    repository.git('switch', '--quiet', 'promote');
    expect(promote('shop/backend').code).toBe(0);
    expect(written()).toContain("tag: '6.9.6'");
  });
});

describe('what dev has not run is refused', () => {
  const ONLY_HERE =
    'shop.backend must have a version that dev has run, got tag 6.9.6, color teal, which is in releases/dev.yaml here alone; merge it first, or undo it: origin/main has tag 6.9.5, color teal';

  test('an edit that is not committed', () => {
    edit('releases/dev.yaml', '6.9.5', '6.9.6');
    expect(refusals()).toStrictEqual([ONLY_HERE]);
  });

  test('a commit that is not merged', () => {
    edit('releases/dev.yaml', '6.9.5', '6.9.6');
    edit('dist/apps/dev/shop/all.yaml', '6.9.5', '6.9.6');
    repository.commit();
    expect(refusals()).toStrictEqual([ONLY_HERE]);
  });

  test('a commit of a pull request that its merge has left out', () => {
    repository.git('switch', '--quiet', '--create', 'request');
    edit('releases/dev.yaml', '6.9.5', '6.9.6');
    repository.commit();
    edit('releases/dev.yaml', '6.9.6', '6.9.5');
    edit('releases/dev.yaml', 'replicas: 1', 'replicas: 2');
    repository.commit();
    repository.git('switch', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', 'request');
    repository.push();
    edit('releases/dev.yaml', '6.9.5', '6.9.6');
    expect(refusals()).toStrictEqual([ONLY_HERE]);
  });

  test('release data that was merged without its manifests', () => {
    edit('releases/dev.yaml', '6.9.5', '6.9.6');
    edit('releases/dev.yaml', 'teal', 'red');
    repository.push();
    expect(refusals()).toStrictEqual([
      'shop.backend in dist/apps/dev/shop on origin/main must have the tag 6.9.6, got "podinfo:6.9.5"; run "npx cdk8s synth", and merge that first',
      'shop.backend in dist/apps/dev/shop on origin/main must have the color red, got "teal"; run "npx cdk8s synth", and merge that first',
    ]);
  });

  test('one app of many, and then none is promoted', () => {
    edit('dist/apps/dev/shop/all.yaml', 'podinfo:6.10', 'podinfo:6.9.9');
    repository.push();
    expect(refusals('shop')).toStrictEqual([expect.stringMatching(/^shop\.frontend .* must have the tag 6\.10/)]);
  });

  test.each([
    ['shp', /^shp must be a workspace of releases\/dev\.yaml on origin\/main, got nothing; did you mean shop\?$/],
    ['shop/backned', /^shop\.backned must be an app of .*, got nothing; did you mean backend\?$/],
    ['shop/legacy', /^shop\.legacy has neither tag nor color in .*: its version is in the code$/],
  ])('%s, of which it knows no version', (what, message) => {
    expect(refusals(what, '--at', 'origin/main')).toStrictEqual([expect.stringMatching(message)]);
  });

  test('a tag that is in code there and in release data here', () => {
    edit('releases/dev.yaml', 'tag: 6.9.5, ', '');
    repository.push();
    expect(refusals()).toStrictEqual([
      'shop.backend.tag in releases/dev.yaml on origin/main must be given, got nothing; write it there, or name the fields to promote: cpd promote shop/backend color',
    ]);
  });

  test('a file that is wrong there, and one that is wrong here', () => {
    edit('releases/dev.yaml', 'teal', 'tael');
    repository.push();
    edit('releases/prod.yaml', 'stepWeight: 5', 'stepWeight: 500');
    expect(refusals()).toStrictEqual([
      expect.stringMatching(
        /^releases\/dev\.yaml on origin\/main:3:33: shop\.backend\.color must .* did you mean "teal"\?$/,
      ),
      expect.stringMatching(/^releases\/prod\.yaml:8:41: shop\.backend\.canary\.stepWeight must /),
    ]);
  });

  test('a tag that Flux would write its own over', () => {
    const marker = '# {"$imagepolicy": "images-prod-shop:backend:tag"}';
    edit('releases/prod.yaml', "'6.9.4'   # keep an eye on it", `6.9.4 ${marker}`);
    expect(refusals()).toStrictEqual([
      expect.stringMatching(/^shop\.backend\.tag in .* must not follow an image policy/),
    ]);
    edit('releases/prod.yaml', marker, marker.replace('# ', '# held '));
    expect(promote('shop/backend').code).toBe(0);
    expect(written()).toContain(`tag: 6.9.5 ${marker.replace('# ', '# held ')}\n`);
  });
});

describe('what makes no sense', () => {
  test.each([
    [['shop/backend', '--to', 'prod'], /--from must be given, got nothing/],
    [['shop/backend', '--from', 'dev', '--to', 'dev'], /--to must be another environment than --from, got "dev"/],
    [
      ['shop/backend', 'canary.skipAnalysis', '--from', 'dev', '--to', 'prod'],
      /a field to promote must be one of tag, color, /,
    ],
    [['shop/backend', 'colour', '--from', 'dev', '--to', 'prod'], /got "colour"; did you mean color\?/],
    [
      ['shop/backend', '--from', 'dev', '--to', 'prod', '--at', 'nowhere'],
      /--at must be a commit of this repository, got "nowhere"/,
    ],
    [
      ['shop/backend', '--from', 'qa', '--to', 'prod', '--at', 'HEAD'],
      /releases\/qa\.yaml must be on HEAD, got no file of that name there/,
    ],
    [
      ['none/backend', '--from', 'dev', '--to', 'prod'],
      /--at must be given where dist\/ does not say which branch dev follows for none/,
    ],
    [
      ['shop/backend', '--from', 'dev', '--to', 'qa'],
      /releases\/qa\.yaml must be a file, .*there are: releases\/dev\.yaml, releases\/prod\.yaml/,
    ],
    [
      ['shop/backend', '--from', 'dev', '--to', 'prod', '--status', 'none.json'],
      /--status must be a file that "kubectl get canaries,/,
    ],
  ])('%j', (args, message) => {
    const { code, error } = cpd(['promote', ...args]);
    expect({ code, error: error.join('\n') }).toStrictEqual({
      code: 2,
      error: expect.stringMatching(message) as string,
    });
    expect(written()).toBe(PROD);
  });

  test('a folder outside of a repository', () => {
    process.chdir('/');
    expect(promote('shop/backend')).toMatchObject({
      code: 2,
      error: ['cpd: what has run must be in a Git repository, got a folder outside of one; change to one'],
    });
  });

  test('a commit that its branch does not have', () => {
    repository.commit();
    expect(promote('shop/backend', '--at', 'HEAD')).toMatchObject({
      code: 2,
      error: ['cpd: --at must be a commit of origin/main, which dev follows, got "HEAD"; merge it there first'],
    });
  });

  test.each([
    ['shp', 'dev', 'dev follows for shp'],
    ['shop', 'dv', 'dv follows for shop'],
  ])('a name that is not quite right: %s of %s', (workspace, from, which) => {
    const { code, error } = cpd(['promote', workspace, '--from', from, '--to', 'prod']);
    expect({ code, error }).toStrictEqual({
      code: 2,
      error: [
        `cpd: --at must be given where dist/ does not say which branch ${which}, got nothing; did you mean workspace shop of dev?`,
      ],
    });
  });

  test('a branch that was never fetched', () => {
    repository.git('update-ref', '-d', 'refs/remotes/origin/main');
    expect(promote('shop/backend')).toMatchObject({
      code: 2,
      error: [
        'cpd: origin/main must be a branch of this repository, got nothing; run "git fetch origin", or name the commit that dev runs: --at',
      ],
    });
  });
});
