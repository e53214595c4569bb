import { App, Chart, Testing } from 'cdk8s';
import { type SplitBackend, TrafficSplit } from '../../../src/constructs/traffic/traffic-split';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';

expect.addSnapshotSerializer(manifestSerializer());

const backends: [SplitBackend, ...SplitBackend[]] = [
  { service: 'search-blue', weight: 90 },
  { service: 'search-green', weight: 10 },
];

function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

function problems(...split: [SplitBackend, ...SplitBackend[]]): string[] {
  return new TrafficSplit(shop(), 'search', { service: 'search', backends: split }).node.validate();
}

describe('TrafficSplit', () => {
  test('writes weights as whole numbers', () => {
    const chart = shop();
    new TrafficSplit(chart, 'search', { service: 'search', backends });
    const objects = Testing.synth(chart) as object[];
    expect(objects).toMatchSnapshot();
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
  });

  test('writes weights of v1alpha1 as quantities', () => {
    const chart = shop();
    new TrafficSplit(chart, 'search', { service: 'search', backends, version: 'v1alpha1' });
    const objects = Testing.synth(chart) as object[];
    expect(objects[0]).toMatchObject({
      apiVersion: 'split.smi-spec.io/v1alpha1',
      spec: { backends: [{ weight: '90' }, { weight: '10' }] },
    });
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
  });

  test('refuses weights that leave nobody to answer', () => {
    expect(problems({ service: 'search-blue', weight: 0 }, { service: 'search-green', weight: 0 })).toStrictEqual([
      'backends must give one weight above 0, got [0,0]; nothing would get the requests',
    ]);
  });

  test('refuses fractions, negative weights, names of nothing and the same Service twice', () => {
    expect(problems({ service: 'Blue', weight: 0.5 }, { service: 'green', weight: -1 })).toStrictEqual([
      'backends[0].service must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit), got "Blue"; for example "blue"',
      'backends[0].weight must be a whole number of at least 0, got 0.5; for example 1',
      'backends[1].weight must be a whole number of at least 0, got -1; for example 0',
    ]);
    expect(problems({ service: 'blue', weight: 1 }, { service: 'blue', weight: 1 })).toStrictEqual([
      'backends must name each Service once, got ["blue","blue"]; add up the weights of the same Service',
    ]);
  });

  test('needs a backend and, in a chart without a namespace, a namespace', () => {
    // @ts-expect-error a split without backends splits nothing
    const empty = new TrafficSplit(shop(), 'search', { service: 'search', backends: [] });
    expect(empty.node.validate()).toHaveLength(1);
    const split = new TrafficSplit(new Chart(new App(), 'shop'), 'search', { service: 'search', backends });
    expect(split.node.validate()).toStrictEqual(['namespace must be given, got nothing; set it here or on the Chart']);
  });
});
