import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { OUTPUT_CONTEXT, REPOSITORY_CONTEXT } from '../../src/model/fleet-context';
import { setOutputDirectory } from '../../src/model/output-directory';
import { addYamlComment } from '../../src/model/yaml-comments';
import { HEADER } from '../../src/synth/file-text';
import { configMap, findingsOf, folderChart, testApp } from '../support/synth-app';
import { filesIn, removeFolders, temporaryFolder, treeOf } from '../support/synth-folder';

afterAll(removeFolders);

describe('files', () => {
  test('each direct child of a chart is one file, listed by the kustomization', () => {
    const app = testApp();
    const chart = folderChart(app, 'shop');
    const backend = new Construct(chart, 'backend');
    configMap(backend, 'one');
    configMap(backend, 'two');
    configMap(chart, 'alone');

    app.synth();

    expect(treeOf(app.outdir)).toStrictEqual({
      'apps/dev/shop/alone.yaml': `${HEADER}apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: alone\n`,
      'apps/dev/shop/backend.yaml':
        `${HEADER}apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n` +
        '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: two\n',
      'apps/dev/shop/kustomization.yaml':
        `${HEADER}apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n` +
        'resources:\n  - alone.yaml\n  - backend.yaml\n',
    });
  });

  test('a nested chart goes to its own folder if it has one, else into the file it lies in', () => {
    const app = testApp();
    const outer = folderChart(app, 'outer', { path: 'a/b' });
    configMap(new Chart(outer, 'plain'), 'here');
    configMap(folderChart(outer, 'inner', { path: 'a/c' }), 'there');

    app.synth();

    expect(filesIn(app.outdir)).toStrictEqual([
      'a/b/kustomization.yaml',
      'a/b/plain.yaml',
      'a/c/kustomization.yaml',
      'a/c/there.yaml',
    ]);
    expect(treeOf(app.outdir)['a/b/kustomization.yaml']).toContain('resources:\n  - plain.yaml\n');
  });

  test('charts without a folder are one file each at the top, named as cdk8s names them', () => {
    const build = (app: App) => {
      configMap(new Chart(app, 'web'), 'one');
      configMap(new Chart(new Construct(app, 'team'), 'db'), 'two');
      app.synth();
      return filesIn(app.outdir);
    };

    const files = build(testApp());

    expect(files).toStrictEqual(build(new App({ outdir: temporaryFolder() })));
    expect(files).toContain('web.k8s.yaml');
  });

  test('a chart without objects still lists nothing, so that Flux can apply its folder', () => {
    const app = testApp();
    folderChart(app, 'empty');

    app.synth();

    expect(treeOf(app.outdir)['apps/dev/empty/kustomization.yaml']).toContain('resources: []\n');
  });

  test('comments stand behind the values they were asked for', () => {
    const app = testApp();
    const object = configMap(folderChart(app, 'shop'), 'backend', { data: { image: 'podinfo:6.9.4' } });
    addYamlComment(object, '/data/image', '{"$imagepolicy": "shop:backend"}');

    app.synth();

    expect(treeOf(app.outdir)['apps/dev/shop/backend.yaml']).toContain(
      'image: podinfo:6.9.4 # {"$imagepolicy": "shop:backend"}\n',
    );
  });
});

describe('names', () => {
  test.each([
    ['a blank', 'back end'],
    ['a letter beyond ASCII', 'bäckend'],
    ['a leading dot', '.backend'],
  ])('an id with %s is refused as a file name', (_case, id) => {
    const app = testApp();
    configMap(folderChart(app, 'shop'), id, { metadata: { name: 'backend' } });

    expect(findingsOf(app)).toStrictEqual([
      `shop/${id}: id must hold only letters, digits, ".", "_" and "-" to be a file name, got "${id}"; rename it`,
    ]);
  });

  test.each(['CON', 'nul.x', 'b'.repeat(251)])('an id that some file system cannot hold is refused: %s', (id) => {
    const app = testApp();
    configMap(folderChart(app, 'shop'), id, { metadata: { name: 'backend' } });

    expect(findingsOf(app)).toStrictEqual([
      `shop/${id}: id must give a file name that every file system can hold, got "${id}.yaml"; rename it: at most 255 characters, and no device of Windows such as "con"`,
    ]);
  });

  test('a folder that some file system cannot hold is refused', () => {
    const app = testApp();
    configMap(folderChart(app, 'shop', { path: 'apps/dev/aux' }), 'backend');

    expect(findingsOf(app)).toStrictEqual([
      'shop: output directory must have parts that every file system can hold, got "aux"; rename it: at most 255 characters, and no device of Windows such as "con"',
    ]);
  });

  test('the id "kustomization" is reserved', () => {
    const app = testApp();
    configMap(folderChart(app, 'shop'), 'kustomization');

    expect(findingsOf(app)).toStrictEqual([
      'shop/kustomization: id must not be "kustomization", got "kustomization", the file that lists the others; rename it',
    ]);
  });

  test('ids that differ only in case are refused: some file systems hold them for the same', () => {
    const app = testApp();
    const chart = folderChart(app, 'shop');
    configMap(chart, 'backend');
    configMap(chart, 'Backend', { metadata: { name: 'other' } });

    expect(findingsOf(app)).toStrictEqual([
      'shop/Backend: id must give a file of its own, got apps/dev/shop/Backend.yaml, which shop/backend writes, too; ' +
        'choose ids that differ in more than case',
    ]);
  });

  test('two charts with the same folder are refused', () => {
    const app = testApp();
    folderChart(app, 'one', { path: 'apps/dev' });
    folderChart(app, 'two', { path: 'apps/dev' });

    expect(findingsOf(app)).toStrictEqual([
      'two: output directory must be its own, got "apps/dev", which one has, too; give each chart its own directory',
    ]);
  });

  test('a file and a folder of the same name are refused', () => {
    const app = testApp();
    configMap(folderChart(app, 'one', { path: 'apps' }), 'x');
    folderChart(app, 'two', { path: 'apps/x.yaml/below' });

    expect(findingsOf(app)).toStrictEqual([
      'one/x: id must give a file of its own, got apps/x.yaml, the folder of two; rename one of them',
    ]);
  });

  test.each(['', '/etc', '../up', 'a/../b', 'a//b', 'a/', 'a b', 'a\\b'])('the folder %p is refused', (path) => {
    const app = testApp();
    const chart = new Chart(app, 'shop');
    setOutputDirectory(chart, { path, cluster: 'laptop' });
    configMap(chart, 'backend');

    expect(findingsOf(app)).toStrictEqual([
      'shop: output directory must be a relative path of letters, digits, ".", "_" and "-", got ' +
        `${JSON.stringify(path)}; rename its parts`,
    ]);
  });
});

describe('context', () => {
  test('constructs learn the repository and the place of the output in it', () => {
    const app = testApp({ repository: 'https://example.com/fleet', outdir: 'deploy/' });
    const chart = new Chart(app, 'shop');

    expect(chart.node.tryGetContext(REPOSITORY_CONTEXT)).toBe('https://example.com/fleet');
    expect(chart.node.tryGetContext(OUTPUT_CONTEXT)).toBe('deploy');
  });

  test('a folder outside the repository is never told to Flux', () => {
    expect(testApp().node.tryGetContext(OUTPUT_CONTEXT)).toBe('dist');
    expect(testApp({ outdir: '../elsewhere' }).node.tryGetContext(OUTPUT_CONTEXT)).toBe('dist');
  });
});

test('an app without objects publishes nothing: Flux would delete what it has applied', () => {
  const filled = testApp();
  configMap(new Chart(filled, 'filled'), 'settings');
  filled.synth();
  const empty = testApp({ outdir: filled.outdir });

  expect(findingsOf(empty)).toStrictEqual([
    ': the app must hold at least one chart with an object, got none; create its constructs before synth()',
  ]);
  expect(filesIn(filled.outdir)).toStrictEqual(['filled.k8s.yaml']);
});

test('a value has one comment', () => {
  const object = configMap(new Chart(testApp(), 'chart'), 'settings');
  addYamlComment(object, '/metadata/name', 'first');
  addYamlComment(object, '/metadata/name', 'first');

  expect(() => {
    addYamlComment(object, '/metadata/name', 'second');
  }).toThrow('comment at /metadata/name must be one, got "second" beside "first"; join them');
});
