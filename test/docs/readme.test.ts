import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fleet } from '../../src/fleet/fleet';
import { GitOpsApp } from '../../src/synth/gitops-app';
import { moduleOf } from '../support/example-modules';
import { changedPaths, ProjectCopy } from '../support/project-copy';
import { findingsOf } from '../support/synth-app';
import { fencesOf, readPage } from './support/fences';
import { inFolder } from './support/in-folder';

const readme = readPage('README.md');
const blocks = fencesOf('README.md', readme);

function blockThatBegins(start: string): string {
  const found = blocks.find(({ text }) => text.startsWith(start));
  if (found === undefined) throw new Error(`README.md has no block that begins with ${start}`);
  return found.text;
}

test("the README's first example, run as a user does, writes a canary per environment", () => {
  const project = new ProjectCopy();
  const example = moduleOf(blocks.find(({ language }) => language === 'ts')?.text ?? '').text;
  project.write('src/main.ts', example.replaceAll("'cdk8s-progressive-delivery'", "'./index'"));
  for (const name of ['dev', 'prod']) {
    project.write(`releases/${name}.yaml`, 'shop: { backend: { tag: 6.9.4, canary: { stepWeight: 5 } } }\n');
  }
  expect(project.synth()).toMatchObject({ status: 0 });
  const paths = [...project.files().keys()].filter((path) => path.endsWith('backend-rollout.yaml'));
  expect(paths).toStrictEqual(['apps/dev/shop/backend-rollout.yaml', 'apps/prod/shop/backend-rollout.yaml']);
  project.remove();
});

test("the README's day-by-day commands work, and change the files of one app", () => {
  const project = new ProjectCopy();
  const before = project.files();
  const [, words = ''] = /npm run cpd -- (.*)/.exec(readme) ?? [];
  const args = ['scripts/run-app.mjs', 'src/cli/cpd.ts', ...words.split(' ')];
  const set = spawnSync(process.execPath, args, { cwd: project.folder, encoding: 'utf8' });

  expect(set).toMatchObject({ status: 0, stderr: '' });
  expect(project.synth()).toMatchObject({ status: 0 });
  expect(changedPaths(before, project.files())).toStrictEqual([
    'apps/dev/shop/backend-rollout.yaml',
    'apps/dev/shop/backend.yaml',
  ]);
  project.remove();
});

test("the README's message is what synth says of the two mistakes in it", () => {
  const edit = (name: string, from: string, to: string) => {
    const file = `releases/${name}.yaml`;
    return [file, readFileSync(file, 'utf8').replace(from, to)] as const;
  };
  const staging = ['releases/staging.yaml', readFileSync('releases/staging.yaml', 'utf8')] as const;
  const releases = new Map([edit('dev', 'green', 'grene'), edit('prod', 'stepWeight: 5', 'stepWeight: 500'), staging]);
  const findings = inFolder(releases, () => {
    const app = new GitOpsApp({ repository: 'https://github.com/acme/fleet' });
    fleet(app);
    return findingsOf(app);
  });
  const message = ['synth found 2 problems and wrote nothing:', ...findings.map((finding) => `  ${finding}`)].join(
    '\n',
  );
  expect(message).toBe(blockThatBegins('synth found'));
});

test('every path of the README is one of the repository', () => {
  const tree = blockThatBegins('src/main.ts');
  let folder = '';
  const paths = tree.split('\n').flatMap((line) => {
    const [, indent = '', words = ''] = /^( *)([^\s,]+(?:, [^\s,]+)*)/.exec(line) ?? [];
    if (indent === '') folder = words.endsWith('/') && !words.includes(' ') ? words : '';
    return words.split(', ').map((word) => (indent === '' ? word : folder + word));
  });
  expect(paths.length).toBeGreaterThan(6);
  expect(paths.filter((path) => matching(path).length === 0)).toStrictEqual([]);
});

test("the architecture's picture names every folder of src, and nothing else", () => {
  const [picture] = fencesOf('docs/architecture.md', readPage('docs/architecture.md'));
  const names = [...(picture?.text ?? '').matchAll(/[a-z]+/g)].map(([name]) => name);
  const folders = readdirSync('src').filter((name) => statSync(`src/${name}`).isDirectory());
  expect(names.sort()).toStrictEqual([...folders, 'main'].sort());
});

/** The paths that one with placeholders such as `<environment>` stands for. */
function matching(path: string): string[] {
  return path.split('/').reduce<string[]>((found, part) => found.flatMap((folder) => below(folder, part)), ['.']);
}

function below(folder: string, part: string): string[] {
  if (part === '') return [folder];
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  const pattern = new RegExp(`^${part.replaceAll('.', '\\.').replaceAll(/<[a-z]+>/g, '[a-z-]+')}$`);
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => `${folder}/${name}`);
}
