import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { Canary } from '../../imports/flagger.app';
import { configMap, findingsOf, folderChart, testApp } from '../support/synth-app';
import { removeFolders, treeOf } from '../support/synth-folder';

afterAll(removeFolders);

function findingsOfPatches(...patches: JsonPatch[]): string[] {
  const app = testApp();
  configMap(folderChart(app, 'shop'), 'x', { data: { a: '1', list: ['x'] } }).addJsonPatch(...patches);
  return findingsOf(app);
}

const NO_CHANGE = 'must change the object, got no change; remove it or correct its path';

test.each<[string, JsonPatch, string]>([
  ['an add of what is there', JsonPatch.add('/data/a', '1'), `patch 1 (add /data/a) ${NO_CHANGE}`],
  ['a replace by the same', JsonPatch.replace('/data/a', '1'), `patch 1 (replace /data/a) ${NO_CHANGE}`],
  ['a copy onto its like', JsonPatch.copy('/data/a', '/data/a'), `patch 1 (copy /data/a) ${NO_CHANGE}`],
  [
    'a replace of nothing',
    JsonPatch.replace('/data/b', '1'),
    'patch 1 (replace /data/b) must replace an existing value, got none at /data/b; correct the path or use add',
  ],
  [
    'a remove of nothing',
    JsonPatch.remove('/data/list/1'),
    'patch 1 (remove /data/list/1) must remove an existing value, got none at /data/list/1; correct the path',
  ],
  [
    'a move of nothing',
    JsonPatch.move('/data/b', '/data/c'),
    'patch 1 (move /data/c) must move an existing value, got none at /data/b; correct the path',
  ],
  [
    'an add below nothing',
    JsonPatch.add('/spec/replicas', 1),
    'patch 1 (add /spec/replicas) must have an object or a list as its parent, got none at /spec; add the parent first',
  ],
  [
    'an add below a string',
    JsonPatch.add('/data/a/b', 1),
    'patch 1 (add /data/a/b) must have an object or a list as its parent, got none at /data/a; add the parent first',
  ],
  [
    'an add behind the end of a list',
    JsonPatch.add('/data/list/7', 'y'),
    'patch 1 (add /data/list/7) must name a place in a list of 1, got "7"; use "-" for its end',
  ],
  [
    "a replace of a list's length",
    JsonPatch.replace('/data/list/length', 0),
    'patch 1 (replace /data/list/length) must replace an existing value, got none at /data/list/length; correct the path or use add',
  ],
  [
    'a path that is no pointer',
    JsonPatch.add('data', '1'),
    'patch 1 (add data) must have JSON pointers as its paths, got "data"; begin it with "/"',
  ],
  [
    'a number that JSON would turn into null',
    JsonPatch.add('/data/b', NaN),
    'patch 1 (add /data/b): value must be a finite number, got NaN; check the calculation it comes from',
  ],
  [
    'a date that JSON would turn into a string',
    JsonPatch.add('/data/b', { c: [new Date(0)] }),
    'patch 1 (add /data/b): value/c/0 must be plain data, got a Date; write it as a string: date.toISOString()',
  ],
  [
    'a Lazy, which cdk8s has resolved by then',
    JsonPatch.add('/data/b', Lazy.any({ produce: () => 'x' })),
    'patch 1 (add /data/b): value must be plain data, got an instance of Lazy; give a string, a number or a plain object',
  ],
  [
    'a test that fails',
    JsonPatch.test('/data/a', '2'),
    'patch 1 (test /data/a) must apply, got the error "Test operation failed"; correct it',
  ],
])('%s is refused', (_case, patch, message) => {
  expect(findingsOfPatches(patch)).toStrictEqual([`shop/x: ${message}`]);
});

test('patches that do something pass, also where one undoes another', () => {
  expect(
    findingsOfPatches(
      JsonPatch.test('/data/a', '1'),
      JsonPatch.replace('/data/a', '2'),
      JsonPatch.replace('/data/a', '1'),
      JsonPatch.add('/data/list/-', 'y'),
      JsonPatch.move('/data/list/0', '/data/first'),
      JsonPatch.copy('/data/a', '/data/b~1c'),
      JsonPatch.remove('/data/a'),
    ),
  ).toStrictEqual([]);
});

test('the second of two equal patches is the one that is refused', () => {
  const patch = () => JsonPatch.replace('/data/a', '2');

  expect(findingsOfPatches(patch(), patch())).toStrictEqual([`shop/x: patch 2 (replace /data/a) ${NO_CHANGE}`]);
});

test('a patch is applied to what is written', () => {
  const app = testApp();
  const object = configMap(folderChart(app, 'shop'), 'x', { data: { a: '1' } });
  ApiObject.of(object).addJsonPatch(JsonPatch.add('/data/b', '2'), JsonPatch.remove('/data/a'));
  app.synth();

  expect(treeOf(app.outdir)['apps/dev/shop/x.yaml']).toMatch(/data:\n {2}b: "2"\n$/);
});

describe('a generated construct', () => {
  function canary(patch: JsonPatch) {
    const app = testApp();
    const object = new Canary(folderChart(app, 'shop'), 'x', {
      metadata: { name: 'x' },
      spec: { targetRef: { name: 'x' } as never, service: { port: 80 }, analysis: { interval: '1m', threshold: 5 } },
    });
    object.addJsonPatch(patch);
    return app;
  }

  test('keeps a patch of a field it knows', () => {
    const app = canary(JsonPatch.replace('/spec/analysis/threshold', 7));
    app.synth();

    expect(treeOf(app.outdir)['apps/dev/shop/x.yaml']).toContain('threshold: 7\n');
  });

  test('leaves out a patch of a field it does not know, which is refused', () => {
    expect(findingsOf(canary(JsonPatch.add('/spec/noSuchField', true)))).toStrictEqual([
      'shop/x: patch 1 (add /spec/noSuchField) must change the object, got no change: ' +
        'its generated construct leaves the field out; use a plain ApiObject',
    ]);
  });
});
