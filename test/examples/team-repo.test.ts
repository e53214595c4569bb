import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { teamFiles } from '../../src/cli/team-template';
import { checkTree } from '../support/manifest-tree';
import { removeFolders, temporaryFolder, treeOf } from '../support/synth-folder';

const PROJECT = resolve(__dirname, '../..');
const EXAMPLE = join(PROJECT, 'examples/team-repo');

afterAll(removeFolders);

// With the packed package and its own tools it is tested by `npm run package`.
test('dist/ of the example is what these sources make of it', () => {
  const copy = temporaryFolder();
  for (const name of ['src', 'releases']) cpSync(join(EXAMPLE, name), join(copy, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  const runner = join(PROJECT, 'scripts/run-app.mjs');
  const { status, stderr } = spawnSync(process.execPath, [runner, 'src/main.ts'], { cwd: copy, encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  // `npm run example` writes it anew.
  expect(treeOf(join(copy, 'dist'))).toStrictEqual(treeOf(join(EXAMPLE, 'dist')));
});

test('every object of it is valid against its pinned schema, but for the router that the example brings itself', () => {
  const { documents, messages } = checkTree(join(EXAMPLE, 'dist'));
  expect(documents).toBeGreaterThan(50);
  expect(messages).toStrictEqual([
    expect.stringMatching(/^edge\/sandbox\/storefront\.yaml#0 .*traefik\.io\/v1alpha1.*IngressRoute/),
  ]);
});

test('the example is what cpd init makes, with more in it', () => {
  const own = treeOf(EXAMPLE);
  const changed = ['README.md', 'src/main.ts', 'src/team.ts'];
  const expected = [...teamFiles('checkout')].filter(
    ([path]) => !changed.includes(path) && !path.startsWith('releases/') && !path.includes('hello'),
  );
  expect(expected.map(([path]) => path)).toContain('.github/workflows/ci.yaml');
  expect(expected.filter(([path, text]) => own[path] !== text).map(([path]) => path)).toStrictEqual([]);
});
