import * as fc from 'fast-check';
import { writeYaml } from '../../src/manifest/yaml-writer';
import { jsonValue } from './support/arbitraries';
import { kubernetesObject } from './support/kubernetes-object';
import { nastyStrings } from './support/nasty-strings';
import { batchParsers, canonical, inProcessParsers, readAllWith, readWith } from './support/parsers';

/** As deep as the writer goes. */
let deepest: unknown = 'a\nb\n';
for (let level = 0; level < 49; level += 1) deepest = [{ a: deepest, b: [] }];

/** Each nasty string wherever a string can stand. */
const tables: readonly unknown[] = [
  deepest,
  ...nastyStrings.flatMap((text) => [
    text,
    { [text]: text },
    { a: text, b: [text, { [text]: text, c: 1 }, [text]] },
    [{ [text]: { [text]: text } }, { a: [{ [text]: [text] }] }],
  ]),
];

function differences(values: readonly unknown[], read: readonly string[]): readonly object[] {
  return values
    .map((value, index) => ({ yaml: writeYaml(value), read: read[index], written: canonical(value) }))
    .filter((each) => each.read !== each.written);
}

describe.each(inProcessParsers)('%s', (parser) => {
  test('reads every table value back', () => {
    const read = tables.map((value) => readWith(parser, writeYaml(value)));
    expect(differences(tables, read)).toStrictEqual([]);
  });

  test.each([
    ['any JSON value', jsonValue],
    ['any Kubernetes object', kubernetesObject],
  ])('reads %s back', (_, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(readWith(parser, writeYaml(value))).toBe(canonical(value));
      }),
      { numRuns: 300 },
    );
  });
});

describe.each(batchParsers)('%s', (parser) => {
  test('reads table values, JSON values and Kubernetes objects back', () => {
    const values = [...tables, ...fc.sample(jsonValue, 600), ...fc.sample(kubernetesObject, 100)];
    const documents = values.map((value) => writeYaml(value));
    const read = readAllWith(parser, documents);
    expect(read === undefined ? [] : differences(values, read)).toStrictEqual([]);
  }, 120_000);
});
