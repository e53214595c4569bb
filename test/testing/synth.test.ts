import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { synth } from '../../src/testing';

function addConfigMap(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

function refuse(construct: Construct, ...problems: string[]): void {
  construct.node.addValidation({ validate: () => problems });
}

describe('synth', () => {
  test('gives the objects that a function builds in a chart', () => {
    const objects = synth((chart) => {
      addConfigMap(chart, 'first');
      addConfigMap(chart, 'second');
    });
    expect(objects).toStrictEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'second' } },
    ]);
  });

  test('gives only the objects of the construct that the function returns', () => {
    const objects = synth((chart) => {
      addConfigMap(chart, 'neighbour');
      return addConfigMap(chart, 'mine');
    });
    expect(objects.map(({ metadata }) => metadata.name)).toStrictEqual(['mine']);
  });

  test('gives what Chart.toJson gives for a stock chart, with tokens resolved and the namespace of the chart', () => {
    const late: unknown = Lazy.any({ produce: () => 'x' });
    const chart = new Chart(new App(), 'stock', { namespace: 'shop', labels: { team: 'shop' } });
    new ApiObject(chart, 'lazy', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: { late },
    });
    expect(synth(chart)).toStrictEqual(chart.toJson());
    expect(synth(chart)).toMatchObject([{ metadata: { namespace: 'shop' }, data: { late: 'x' } }]);
  });

  test('gives the objects of every chart of an app', () => {
    const app = new App();
    addConfigMap(new Chart(app, 'one'), 'first');
    addConfigMap(new Chart(new Chart(app, 'two'), 'nested'), 'second');
    expect(synth(app).map(({ metadata }) => metadata.name)).toStrictEqual(['first', 'second']);
  });

  test('shows a single problem as one line behind its construct path', () => {
    const build = () =>
      synth((chart) => {
        refuse(new Construct(chart, 'backend'), 'port must be a port, got 0; use 9898');
      });
    expect(build).toThrow(new Error('test/backend: port must be a port, got 0; use 9898'));
  });

  test('shows the problems of the whole app together, also those outside the construct', () => {
    const build = () =>
      synth((chart) => {
        refuse(chart, 'first');
        refuse(new Construct(chart, 'backend'), 'second', 'third');
        return addConfigMap(chart, 'sound');
      });
    expect(build).toThrow(new Error('3 problems\n  test: first\n  test/backend: second\n  test/backend: third'));
  });

  test('names the construct whose object is not one', () => {
    const build = () =>
      synth((chart) => {
        addConfigMap(chart, 'odd').addJsonPatch(JsonPatch.remove('/kind'));
      });
    expect(build).toThrow(/^test\/odd: object must have an apiVersion, a kind and a metadata.name, got \{/);
  });
});
