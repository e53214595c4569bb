import { ApiObject, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import type { GitOpsApp } from '../../src/synth/gitops-app';
import { stableSort } from '../../src/synth/stable-sort';
import { configMap, findingsOf, folderChart, testApp } from '../support/synth-app';
import { removeFolders, treeOf } from '../support/synth-folder';

afterAll(removeFolders);

/** Names of the objects in a file, in order. */
function namesIn(app: GitOpsApp, path: string): string[] {
  app.synth();
  return [...(treeOf(app.outdir)[path] ?? '').matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name ?? '');
}

const APART = 'dependencies must stay within one output directory or chart, got a dependency on';
const REMEDY = "order what is applied separately by dependsOn of Flux's Kustomizations";

describe('within one file', () => {
  test('objects stand behind those they depend on, and otherwise in the order they were made', () => {
    const app = testApp();
    const group = new Construct(folderChart(app, 'shop'), 'group');
    const [a, , c] = ['a', 'b', 'c', 'd'].map((id) => configMap(group, id));
    a?.addDependency(c as ApiObject);

    expect(namesIn(app, 'apps/dev/shop/group.yaml')).toStrictEqual(['c', 'a', 'b', 'd']);
  });

  test('a dependency between groups concerns all their objects', () => {
    const app = testApp();
    const file = new Construct(folderChart(app, 'shop'), 'file');
    const [first, second] = ['first', 'second'].map((id) => {
      const group = new Construct(file, id);
      configMap(group, `${id}-1`);
      configMap(new Construct(group, 'below'), `${id}-2`);
      return group;
    });
    first?.node.addDependency(second as Construct);

    expect(namesIn(app, 'apps/dev/shop/file.yaml')).toStrictEqual(['second-1', 'second-2', 'first-1', 'first-2']);
  });

  test('a circle is reported with its path', () => {
    const app = testApp();
    const file = new Construct(folderChart(app, 'shop'), 'file');
    const [a, b, c] = ['a', 'b', 'c'].map((id) => configMap(file, id)) as [ApiObject, ApiObject, ApiObject];
    a.addDependency(b);
    b.addDependency(c);
    c.addDependency(a);

    expect(findingsOf(app)).toStrictEqual([
      'shop/file/a: dependencies must not form a circle, got shop/file/a -> shop/file/b -> shop/file/c -> shop/file/a; ' +
        'remove one of them',
    ]);
  });

  test('a chain of thousands of objects neither overflows the stack nor takes more than one look at each', () => {
    const app = testApp();
    const file = new Construct(folderChart(app, 'shop'), 'file');
    const objects = Array.from({ length: 5000 }, (_, index) => configMap(file, `c${index}`));
    for (let index = 1; index < objects.length; index += 1) {
      objects[index - 1]?.addDependency(objects[index] as ApiObject);
    }

    expect(namesIn(app, 'apps/dev/shop/file.yaml')).toStrictEqual(objects.map(({ name }) => name).reverse());
  });

  test('a construct that depends on a part of itself is refused', () => {
    const app = testApp();
    const group = new Construct(folderChart(app, 'shop'), 'group');
    const part = configMap(group, 'part');
    group.node.addDependency(part);
    configMap(group, 'other').node.addDependency(group);

    expect(findingsOf(app)).toStrictEqual([
      `shop/group: ${APART} shop/group/part, which is a part of it; ${REMEDY}`,
      `shop/group/other: ${APART} shop/group, which it is a part of; ${REMEDY}`,
    ]);
  });
});

describe('between files', () => {
  test('the kustomization lists files behind those they depend on, and otherwise by name', () => {
    const app = testApp();
    const chart = folderChart(app, 'shop');
    const [a, , c] = ['a', 'b', 'c', 'd']
      .reverse()
      .map((id) => configMap(new Construct(chart, id), id))
      .reverse();
    a?.addDependency(c as ApiObject);
    app.synth();

    expect(treeOf(app.outdir)['apps/dev/shop/kustomization.yaml']).toMatch(
      /resources:\n {2}- c.yaml\n {2}- a.yaml\n {2}- b.yaml\n {2}- d.yaml\n$/,
    );
  });

  test('a circle of files is reported, even where no object depends on itself', () => {
    const app = testApp();
    const chart = folderChart(app, 'shop');
    const [one, two] = ['one', 'two'].map((id) => new Construct(chart, id)) as [Construct, Construct];
    configMap(one, 'a').addDependency(configMap(two, 'b'));
    configMap(two, 'c').addDependency(configMap(one, 'd'));

    expect(findingsOf(app)).toStrictEqual([
      'shop/one: dependencies must not form a circle, got shop/one -> shop/two -> shop/one; remove one of them',
    ]);
  });
});

describe('between what is applied separately', () => {
  test('a dependency between folders is refused', () => {
    const app = testApp();
    const [one, two] = ['one', 'two'].map((id) => folderChart(app, id)) as [Chart, Chart];
    configMap(one, 'a').addDependency(configMap(two, 'b'));

    expect(findingsOf(app)).toStrictEqual([`one/a: ${APART} two/b, which is applied on its own; ${REMEDY}`]);
  });

  test('thirty charts in a chain are refused one by one, each looked at once', () => {
    const app = testApp();
    let validated = 0;
    const charts = Array.from({ length: 30 }, (_, index) => {
      const chart = new Chart(app, `c${index}`);
      chart.node.addValidation({ validate: () => ((validated += 1), []) });
      for (let object = 0; object < 5; object += 1) configMap(chart, `x${index}-${object}`);
      return chart;
    });
    let resolved = 0;
    const toJson = jest.spyOn(ApiObject.prototype, 'toJson').mockImplementation(() => ((resolved += 1), {}));
    charts.slice(1).forEach((chart, index) => {
      chart.addDependency(charts[index] as Chart);
    });
    const found = findingsOf(app);
    toJson.mockRestore();

    expect(found).toHaveLength(29);
    expect(found[0]).toBe(`c1: ${APART} c0, which is applied on its own; ${REMEDY}`);
    expect(validated).toBe(30);
    expect(resolved).toBeLessThanOrEqual(150);
  });

  test('what lies above the charts cannot be depended on', () => {
    const app = testApp();
    const environment = new Construct(app, 'dev');
    folderChart(environment, 'one').node.addDependency(folderChart(environment, 'two'), environment);

    expect(findingsOf(app)).toStrictEqual([
      `dev/one: ${APART} dev/two, which is applied on its own; ${REMEDY}`,
      `dev/one: ${APART} dev, which is applied on its own; ${REMEDY}`,
    ]);
  });

  test('what cdk8s adds by itself in Testing.synth changes nothing', () => {
    const build = () => {
      const app = testApp();
      const outer = folderChart(app, 'outer');
      configMap(outer, 'a');
      configMap(folderChart(outer, 'apart'), 'b');
      const file = new Construct(outer, 'file');
      configMap(file, 'c');
      const nested = new Chart(outer, 'nested');
      configMap(nested, 'd').addDependency(configMap(nested, 'e'));
      return { app, outer };
    };
    const plain = build();
    plain.app.synth();
    const tested = build();

    expect(Testing.synth(tested.outer)).toHaveLength(2);

    tested.app.synth();

    expect(treeOf(tested.app.outdir)).toStrictEqual(treeOf(plain.app.outdir));
  });
});

describe('stableSort', () => {
  test('keeps every constraint and loses no item, whatever the constraints', () => {
    const graphs = fc.integer({ min: 2, max: 12 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a > b)),
      }),
    );
    fc.assert(
      fc.property(graphs, ({ size, edges }) => {
        const items = Array.from({ length: size }, (_, index) => size - index - 1);
        const order = stableSort(items, (item) => edges.filter(([from]) => from === item).map(([, to]) => to));
        const sorted = 'sorted' in order ? order.sorted : [];

        expect([...sorted].sort((a, b) => a - b)).toStrictEqual([...items].reverse());
        expect(edges.every(([from, to]) => sorted.indexOf(to) < sorted.indexOf(from))).toBe(true);
      }),
    );
  });

  test('leaves the order alone where it already fits', () => {
    expect(stableSort([3, 1, 2], (item) => (item === 2 ? [3] : []))).toStrictEqual({ sorted: [3, 1, 2] });
  });
});
