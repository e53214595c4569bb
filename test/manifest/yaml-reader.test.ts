import { readDocuments, YamlReadError } from '../../src/manifest/yaml-reader';
import { writeDocuments } from '../../src/manifest/yaml-writer';

describe('readDocuments', () => {
  test('gives each document with the line it begins at', () => {
    const text = '# head\na: 1\n---\n# nothing\n---\n\n- x\n- y\n...\n';
    expect(readDocuments(text)).toStrictEqual([
      { value: { a: 1 }, line: 2 },
      { value: ['x', 'y'], line: 7 },
    ]);
  });

  test('reads what the writer writes', () => {
    const values = [{ a: [null, { b: 'yes', '': 1e21 }] }, 'x', [[]], { 'a\n': 'b\n\n' }];
    const text = writeDocuments(values.map((value) => ({ value })));
    expect(readDocuments(text).map(({ value }) => value)).toStrictEqual(values);
  });

  test('reads words of YAML 1.1 as the strings they look like', () => {
    expect(readDocuments('{ a: yes, b: 12:30:45, c: 2001-12-14 }')).toMatchObject([
      { value: { a: 'yes', b: '12:30:45', c: '2001-12-14' } },
    ]);
  });

  test('follows anchors and merge keys', () => {
    const text = 'base: &base { a: 1, b: 2 }\nthis:\n  <<: *base\n  b: 3\n';
    expect(readDocuments(text)).toMatchObject([{ value: { this: { a: 1, b: 3 } } }]);
  });

  test('has no document in an empty file', () => {
    expect(readDocuments('')).toStrictEqual([]);
    expect(readDocuments('# only a comment\n---\n')).toStrictEqual([]);
  });

  test.each([
    ['a duplicate key', 'a: 1\nb:\n  c: 1\n  c: 2\n', 4, 'a key must be unique in its map, got c again'],
    [
      'a duplicate key in a later document',
      'a: 1\n---\na: 1\na: 2\n',
      4,
      'a key must be unique in its map, got a again',
    ],
    ['keys that are the same string', '1: a\n"1": b\n', 2, 'a key must be unique in its map, got 1 again'],
    ['a collection as key', 'a: 1\n[b]: 2\n', 2, 'a key must be a string'],
    ['a missing key', 'a: 1\n: 2\n', 2, 'a key must be a string'],
    ['a syntax error', 'a: 1\nb: [1\n', 3, 'must be valid YAML: '],
    ['a tab for indentation', 'a:\n\tb: 1\n', 2, 'must be valid YAML: '],
    ['an unknown tag', 'a: 1\nb: !vault x\n', 2, 'must be valid YAML: unresolved tag'],
    ['a tag for what JSON cannot hold', 'a: 1\nb: !!timestamp 2001-12-14\n', 2, 'a tag must be one of plain data'],
    ['a set', 'a: !!set { b }\n', 1, 'a tag must be one of plain data'],
    ['an unknown alias', 'a: 1\nb: *c\n', 1, 'aliases must be valid: '],
    ['an integer that is not exact', 'a:\n  - 9007199254740993\n', 2, 'an integer must be within ±9007199254740991'],
  ])('refuses %s with file and line', (_, text, line, fault) => {
    const read = (): unknown => readDocuments(text, 'releases/dev.yaml');
    expect(read).toThrow(YamlReadError);
    expect(read).toThrow(`releases/dev.yaml:${line}: ${fault}`);
  });
});
