import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct, RootConstruct } from 'constructs';
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

  test('shows the problems of the whole app together, each behind its construct path', () => {
    const build = () =>
      synth((chart) => {
        refuse(chart, 'first');
        refuse(new Construct(chart, 'backend'), 'port must be a port, got 0; use 9898');
        return addConfigMap(chart, 'sound');
      });
    expect(build).toThrow(
      'synth found 2 problems and wrote nothing:\n  test: first\n  test/backend: port must be a port, got 0; use 9898',
    );
  });

  test('shows the problems of a stock app in the same words', () => {
    const app = new App();
    refuse(new Construct(new Chart(app, 'stock'), 'backend'), 'wrong');
    expect(() => synth(app)).toThrow('synth found 1 problem and wrote nothing:\n  stock/backend: wrong');
  });

  test('refuses an object that no cluster would take', () => {
    const build = () =>
      synth((chart) => {
        addConfigMap(chart, 'odd').addJsonPatch(JsonPatch.remove('/kind'));
      });
    expect(build).toThrow(/^  test\/odd: kind must [^,]+, got nothing/m);
  });

  test('refuses two objects of one name, as the app does', () => {
    const build = () =>
      synth((chart) => {
        addConfigMap(new Construct(chart, 'one'), 'same');
        addConfigMap(new Construct(chart, 'two'), 'same');
      });
    expect(build).toThrow(/^synth found 1 problem .*\n {2}test\/two\/same: object must be the only one/);
  });

  test('refuses a construct without an app', () => {
    expect(() => synth(new RootConstruct('lone'))).toThrow(/^lone: root must be a cdk8s App, got RootConstruct/);
  });
});
