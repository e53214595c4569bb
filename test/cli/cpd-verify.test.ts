import { cpd, cpdJson } from './support/cpd';
import { PromotionRepository } from './support/promotion-repository';

const FILE = 'releases/prod.yaml';
let repository: PromotionRepository;

beforeEach(() => {
  repository = new PromotionRepository();
});

afterEach(() => {
  repository.remove();
});

const verify = (...args: string[]) => cpd(['verify', '--from', 'dev', '--to', 'prod', ...args]);
const edit = (from: string, to: string) => {
  repository.edit(FILE, from, to);
};

test('a file without new versions passes, whatever else it changes', () => {
  edit('stepWeight: 5', 'stepWeight: 10');
  expect(verify()).toStrictEqual({ code: 0, out: [`${FILE} has no version that is new`], error: [] });
});

test('what cpd promote writes passes', () => {
  cpd(['promote', 'shop', '--from', 'dev', '--to', 'prod']);
  repository.commit();
  expect(verify()).toStrictEqual({
    code: 0,
    out: [
      `${FILE}: shop.backend has tag 6.9.5, color teal: dev runs it on origin/main`,
      `${FILE}: shop.frontend has tag "6.10": dev runs it on origin/main`,
    ],
    error: [],
  });
});

test('a version that dev does not run is found, also of another team, and the good ones beside it are said', () => {
  cpd(['promote', 'shop/frontend', '--from', 'dev', '--to', 'prod']);
  edit("'6.9.4'", "'6.9.6'");
  edit('tag: 1.0.0\nblog:\n  blog:\n    tag: 1.0.0', 'tag: 1.0.0\nblog:\n  blog:\n    tag: 8.8.8');
  repository.commit();
  expect(verify()).toStrictEqual({
    code: 1,
    out: [`${FILE}: shop.frontend has tag "6.10": dev runs it on origin/main`],
    error: [
      'shop.backend must have a version that dev runs or prod had before, got tag 6.9.6, color blue; dev has tag 6.9.5, color teal in releases/dev.yaml on origin/main: promote that',
      'blog.blog must have a version that dev runs or prod had before, got tag 8.8.8; dev has tag 9.9.9 in releases/dev.yaml on origin/main: promote that',
    ],
  });
});

test('a version that is in release data of dev alone is found', () => {
  repository.edit('releases/dev.yaml', '6.9.5', '6.9.6');
  repository.push();
  cpd(['set', 'shop/backend', 'tag=6.9.6', 'color=teal', '--env', 'prod']);
  expect(verify()).toMatchObject({
    code: 1,
    error: [expect.stringContaining('must have the tag 6.9.6, got "podinfo:6.9.5"')],
  });
});

describe('the way back', () => {
  beforeEach(() => {
    cpd(['promote', 'shop/backend', '--from', 'dev', '--to', 'prod']);
    repository.push();
  });

  test('a version that prod had before passes, with its analysis or without', () => {
    cpd(['set', 'shop/backend', 'tag=6.9.4', 'color=blue', '--env', 'prod']);
    const passes = { code: 0, out: [`${FILE}: shop.backend has tag 6.9.4, color blue: prod had it before`], error: [] };
    expect(verify()).toStrictEqual(passes);
    cpd(['set', 'shop/backend', 'canary.skipAnalysis=6.9.4', '--env', 'prod']);
    expect(verify()).toStrictEqual(passes);
    // The way back was slow; now it is to be fast.
    repository.edit(FILE, ', skipAnalysis: 6.9.4', '');
    repository.push();
    cpd(['set', 'shop/backend', 'canary.skipAnalysis=6.9.4', '--env', 'prod']);
    expect(verify()).toStrictEqual(passes);
  });

  test('no other version may do without analysis: not one that is new here, nor the one that is being analysed', () => {
    const message =
      'shop.backend.canary.skipAnalysis must be a tag that prod had before another one, got 6.9.5, which is new; remove it, and let the version be analysed';
    cpd(['set', 'shop/backend', 'canary.skipAnalysis=6.9.5', '--env', 'prod']);
    expect(verify()).toStrictEqual({ code: 1, out: [], error: [message] });
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD~1');
    expect(verify()).toStrictEqual({ code: 1, out: [], error: [message] });
  });

  test('a new version takes away what let the old one by: cpd set refuses to keep it, cpd promote removes it', () => {
    cpd(['set', 'shop/backend', 'tag=6.9.4', 'canary.skipAnalysis=6.9.4', '--env', 'prod']);
    repository.push();
    expect(cpd(['set', 'shop/backend', 'tag=6.9.5', '--env', 'prod'])).toMatchObject({
      code: 1,
      error: [
        'releases/prod.yaml would be wrong after this edit:',
        expect.stringMatching(/skipAnalysis must be the tag of the app, got "6\.9\.4" beside tag "6\.9\.5"; remove it/),
        'releases/prod.yaml was not changed',
      ],
    });
    expect(cpd(['promote', 'shop/backend', '--from', 'dev', '--to', 'prod']).code).toBe(0);
    expect(repository.read()).not.toContain('skipAnalysis');
  });
});

test("in a team's own repository, which describes no cluster, the commits are named", () => {
  repository.git('rm', '-r', '--quiet', 'dist/clusters');
  repository.push('dev');
  edit("'6.9.4'", "'6.9.6'");
  expect(verify()).toMatchObject({ code: 2, error: [expect.stringMatching(/--base must be given where dist\//)] });
  expect(verify('--at', 'origin/dev', '--base', 'origin/main')).toMatchObject({
    code: 1,
    error: [expect.stringMatching(/^shop\.backend must have .* in releases\/dev\.yaml on origin\/dev: promote that$/)],
  });
});

test('with --json it is data', () => {
  cpd(['promote', 'shop/frontend', '--from', 'dev', '--to', 'prod']);
  edit("'6.9.4'", "'6.9.6'");
  const { code, document } = cpdJson('verify', '--from', 'dev', '--to', 'prod');
  expect(code).toBe(1);
  expect(document).toStrictEqual({
    exitCode: 1,
    problems: [expect.stringMatching(/^shop\.backend must have a version/)],
    file: FILE,
    apps: [
      { app: 'shop/backend', version: 'tag 6.9.6, color blue' },
      { app: 'shop/frontend', version: 'tag "6.10"', because: 'dev runs it on origin/main' },
    ],
  });
});

test.each([
  [['shop'], /what is verified must be a whole release file, got "shop"/],
  [['--base', 'nowhere'], /--base must be a commit of this repository, got "nowhere"/],
])('%j makes no sense', (args, message) => {
  expect(verify(...args)).toMatchObject({ code: 2, error: [expect.stringMatching(message)] });
});
