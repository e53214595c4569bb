import * as fc from 'fast-check';
import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml';
import { writeDocuments, writeYaml } from '../../src/manifest/yaml-writer';
import { jsonValue } from './support/arbitraries';
import { batchParsers, canonical, inProcessParsers, readAllWith, readWith } from './support/parsers';

type Path = readonly string[];

function pathsOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, item]) => pathsOf(item).map((path) => [key, ...path]))];
}

function pointerOf(path: Path): string {
  return path.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

interface Commented {
  readonly value: unknown;
  readonly paths: readonly Path[];
  readonly comments: ReadonlyMap<string, string>;
}

/** A value with a numbered comment at each of some of its paths. */
const commented: fc.Arbitrary<Commented> = jsonValue.chain((value) =>
  fc.shuffledSubarray(pathsOf(value)).map((paths) => ({
    value,
    paths,
    comments: new Map(paths.map((path, index) => [pointerOf(path), `{"note": ${index}}`])),
  })),
);

describe('comments', () => {
  test('stand behind scalars, on the line of the key or dash of collections, and above the document', () => {
    const value = { image: { tag: '6.9.5', empty: {} }, list: [{ a: 1 }, ['b'], 'c'], text: 'x\ny\n' };
    const comments = new Map([
      ['', 'the document'],
      ['/image', 'a map'],
      ['/image/tag', '{"$imagepolicy": "shop:backend:tag"}'],
      ['/image/empty', 'nothing'],
      ['/list/0', 'an item'],
      ['/list/0/a', 'one'],
      ['/list/1', 'a list'],
      ['/list/2', 'last'],
      ['/text', 'a block'],
    ]);
    expect(writeYaml(value, comments)).toBe(`# the document
image: # a map
  tag: 6.9.5 # {"$imagepolicy": "shop:backend:tag"}
  empty: {} # nothing
list:
  - # an item
    a: 1 # one
  - # a list
    - b
  - c # last
text: | # a block
  x
  y
`);
  });

  test('belong to their own document of a stream', () => {
    const comments = new Map([
      ['', 'head'],
      ['/a', 'one'],
    ]);
    expect(writeDocuments([{ value: { a: 1 } }, { value: { a: 1 }, comments }])).toBe(
      'a: 1\n---\n# head\na: 1 # one\n',
    );
  });

  test('are found at the line of their value', () => {
    fc.assert(
      fc.property(commented, ({ value, paths, comments }) => {
        const text = writeYaml(value, comments);
        const counter = new LineCounter();
        const document = parseDocument(text, { lineCounter: counter });
        const lines = text.split('\n');
        paths.forEach((path, index) => {
          const node = document.getIn(path, true);
          const begin = isScalar(node) || isCollection(node) ? (node.range?.[0] ?? 0) : 0;
          const above = isCollection(node) && !node.flow ? 2 : 1;
          const line = path.length === 0 ? 0 : counter.linePos(begin).line - above;
          expect(lines[line]).toMatch(new RegExp(`(^| )# \\{"note": ${index}\\}$`));
        });
      }),
      { numRuns: 300 },
    );
  });

  test.each(inProcessParsers)('do not change what %s reads', (parser) => {
    fc.assert(
      fc.property(commented, ({ value, comments }) => {
        expect(readWith(parser, writeYaml(value, comments))).toBe(canonical(value));
      }),
      { numRuns: 200 },
    );
  });

  test.each(batchParsers)(
    'do not change what %s reads',
    (parser) => {
      const samples = fc.sample(commented, 500);
      const documents = samples.map(({ value, comments }) => writeYaml(value, comments));
      const read = readAllWith(parser, documents);
      const wrong = samples.map(({ value }, index) => ({
        yaml: documents[index],
        read: read?.[index] ?? canonical(value),
        written: canonical(value),
      }));
      expect(wrong.filter((each) => each.read !== each.written)).toStrictEqual([]);
    },
    120_000,
  );

  test.each([
    ['/b', 'x', '/b must be a value of the object, got none for the comment "x"; correct the pointer of the comment'],
    ['/a/2', 'x', '/a/2 must be a value of the object'],
    ['/a/0/b', 'x', '/a/0/b must be a value of the object'],
    ['/a/00', 'x', '/a/00 must be a value of the object'],
    ['a', 'x', 'a must be a JSON pointer, got "a"; start it with a slash'],
    ['/a', 'x\ny', '/a must have a comment of one printable line, got "x\\ny"; shorten it'],
    ['/a', '', '/a must have a comment of one printable line, got ""'],
    ['/a', 'x\u2028', '/a must have a comment of one printable line'],
    ['/a', '\ud83d', '/a must have a comment of one printable line, got "\\ud83d"'],
  ])('are refused at %j with text %j', (pointer, text, message) => {
    expect(() => writeYaml({ a: [1, 2] }, new Map([[pointer, text]]))).toThrow(message);
  });
});
