import { ApiObject, Chart } from 'cdk8s';
import { addYamlComment } from '../../src/model/yaml-comments';
import { SynthError } from '../../src/synth/synth-error';
import { configMap, findingsOf, folderChart, testApp } from '../support/synth-app';
import { filesIn, removeFolders } from '../support/synth-folder';

afterAll(removeFolders);

describe('identity', () => {
  const label = 'be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit)';
  const subdomain = 'be a DNS-1123 subdomain (lower case labels joined by dots, at most 253 characters)';

  test.each<[string, string, string, string | undefined]>([
    ['v1', 'ConfigMap', 'Bad_Name', `metadata.name must ${subdomain}, got "Bad_Name"; for example "bad-name"`],
    ['v1', 'ConfigMap', 'kube.root.ca', undefined],
    ['v1', 'Service', 'a.b', `metadata.name must ${label}, got "a.b"; for example "a.b"`],
    [
      'v1',
      'Namespace',
      'n'.repeat(64),
      `metadata.name must be at most 63 characters, got "${'n'.repeat(64)}"; shorten it by 1`,
    ],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:node:Reader', undefined],
    [
      'rbac.authorization.k8s.io/v1',
      'Role',
      'a/b',
      'metadata.name must hold no "/", "%" or blank, got "a/b"; use ":" or "-" instead',
    ],
    ['example.com/v1', 'Role', 'a:b', `metadata.name must ${subdomain}, got "a:b"; for example "a-b"`],
  ])('%s %s may be named %s: %s', (apiVersion, kind, name, message) => {
    const app = testApp();
    new ApiObject(folderChart(app, 'shop'), 'x', { apiVersion, kind, metadata: { name } });

    expect(findingsOf(app)).toStrictEqual(message === undefined ? [] : [`shop/x: ${message}`]);
  });

  test('labels, annotations and namespaces are checked', () => {
    const app = testApp();
    const metadata = {
      name: 'x',
      namespace: 'My Team',
      labels: { 'no blanks': 'fine', 'ok.io/name': 'has blanks', port: 80 as unknown as string, '/x': '' },
      annotations: { 'Upper.io/Is-Fine': 'any text at all', count: 1 as unknown as string, 'a/b/c': '' },
    };
    configMap(folderChart(app, 'shop'), 'x', { metadata });
    const key = 'be a name of at most 63 characters, with an optional DNS prefix before a slash';
    const value =
      'be a string of at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit';

    expect(findingsOf(app)).toStrictEqual(
      [
        `metadata.namespace must ${label}, got "My Team"; for example "my-team"`,
        `the key of metadata.labels must ${key}, got "/x"; write it like "app.example.com/name"`,
        `the key of metadata.labels must ${key}, got "no blanks"; write it like "app.example.com/name"`,
        `metadata.labels["ok.io/name"] must ${value}, got "has blanks"; shorten it, or make it an annotation`,
        `metadata.labels["port"] must ${value}, got 80; shorten it, or make it an annotation`,
        `the key of metadata.annotations must ${key}, got "a/b/c"; write it like "app.example.com/name"`,
        'metadata.annotations["count"] must be a string, got 1; quote it',
      ].map((message) => `shop/x: ${message}`),
    );
  });

  test('a kind that is missing is reported', () => {
    const app = testApp();
    new ApiObject(folderChart(app, 'shop'), 'x', { apiVersion: 'v1', kind: '', metadata: { name: 'x' } });

    expect(findingsOf(app)).toStrictEqual([
      'shop/x: kind must be letters and digits, got ""; write it like "Deployment"',
    ]);
  });
});

describe('duplicates', () => {
  test('the same object twice on one cluster is one finding that names both', () => {
    const app = testApp();
    configMap(folderChart(app, 'one'), 'settings', { metadata: { name: 'settings', namespace: 'shop' } });
    configMap(folderChart(app, 'two'), 'settings', { metadata: { name: 'settings', namespace: 'shop' } });

    expect(findingsOf(app)).toStrictEqual([
      'two/settings: object must be the only one of its name on its cluster, got ConfigMap shop/settings, ' +
        'which one/settings declares, too; rename or remove one',
    ]);
  });

  test('versions of one kind are the same object', () => {
    const app = testApp();
    const chart = folderChart(app, 'one');
    new ApiObject(chart, 'old', {
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'x' },
    });
    new ApiObject(chart, 'new', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'x' },
    });

    expect(findingsOf(app)).toHaveLength(1);
  });

  test('groups, namespaces and clusters keep objects apart', () => {
    const app = testApp();
    const chart = folderChart(app, 'one');
    configMap(chart, 'a', { metadata: { name: 'x', namespace: 'a' } });
    configMap(chart, 'b', { metadata: { name: 'x', namespace: 'b' } });
    new ApiObject(chart, 'c', {
      apiVersion: 'example.com/v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', namespace: 'a' },
    });
    configMap(folderChart(app, 'two', { cluster: 'cloud' }), 'a', { metadata: { name: 'x', namespace: 'a' } });

    expect(findingsOf(app)).toStrictEqual([]);
  });
});

describe('reporting', () => {
  test('everything is found in one run, in the order of the tree, and nothing is written', () => {
    const app = testApp();
    const late = new Chart(app, 'late');
    const early = folderChart(app, 'early');
    configMap(early, 'x', { data: { value: Number.NaN } });
    early.node.addValidation({ validate: () => ['a must be b, got c; write b'] });
    configMap(late, 'y', { metadata: { name: 'Y' } });
    app.node.addValidation({ validate: () => ['the app is not well'] });

    expect(() => {
      app.synth();
    }).toThrow(
      new SynthError([
        { path: '', message: 'the app is not well' },
        {
          path: 'late/y',
          message:
            'metadata.name must be a DNS-1123 subdomain (lower case labels joined by dots, at most 253 characters), got "Y"; for example "y"',
        },
        { path: 'early', message: 'a must be b, got c; write b' },
        {
          path: 'early/x',
          message: '/data/value must be a finite number, got NaN; check the calculation it comes from',
        },
      ]),
    );
    expect(filesIn(app.outdir)).toStrictEqual([]);
  });

  test('an object whose values are wrong still has its name checked', () => {
    const app = testApp();
    configMap(folderChart(app, 'shop'), 'x', { metadata: { name: 'X' }, data: { value: Number.NaN } });

    expect(findingsOf(app)).toHaveLength(2);
  });

  test('the message counts and lists, and carries no frames of ours', () => {
    const error = new SynthError([
      { path: 'a/b', message: 'x must be y, got z; write y' },
      { path: '', message: 'all is lost' },
    ]);

    expect(error.message).toBe(
      'synth found 2 problems and wrote nothing:\n  a/b: x must be y, got z; write y\n  all is lost',
    );
    expect(error.stack).toBe(`SynthError: ${error.message}`);
  });

  test('each validator runs once', () => {
    const app = testApp();
    let calls = 0;
    for (let index = 0; index < 20; index += 1) {
      const chart = new Chart(app, `c${index}`);
      chart.node.addValidation({ validate: () => ((calls += 1), []) });
      configMap(chart, `x${index}`);
    }
    app.synth();

    expect(calls).toBe(20);
  });

  test('a validator that throws is a finding', () => {
    const app = testApp();
    const validate = () => {
      throw new TypeError('undefined is not a team');
    };
    folderChart(app, 'shop').node.addValidation({ validate });

    expect(findingsOf(app)).toStrictEqual([
      'shop: validation must finish, got the error "undefined is not a team"; correct the validator',
    ]);
  });

  test('a comment that belongs to no value is reported at its object', () => {
    const app = testApp();
    const chart = folderChart(app, 'shop');
    const group = new Chart(chart, 'group');
    configMap(group, 'fine');
    addYamlComment(configMap(group, 'wrong'), '/data/none', 'lost');

    expect(findingsOf(app)).toStrictEqual([
      'shop/group/wrong: /data/none must be a value of the object, got none for the comment "lost"; correct the pointer of the comment',
    ]);
  });
});
