import * as fc from 'fast-check';
import { writeDocuments, writeYaml } from '../../src/manifest/yaml-writer';
import { YamlWriteError } from '../../src/manifest/yaml-write-error';
import { jsonValue } from './support/arbitraries';

describe('writeYaml', () => {
  test('writes blocks, two blanks per level, keys in the order given', () => {
    const value = {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { name: 'backend', labels: {}, finalizers: [] },
      spec: {
        replicas: 2,
        template: { containers: [{ name: 'podinfo', args: ['--port=9898', ['a', ['b']]], tty: false }, null, 'last'] },
      },
    };
    expect(writeYaml(value)).toBe(`kind: Deployment
apiVersion: apps/v1
metadata:
  name: backend
  labels: {}
  finalizers: []
spec:
  replicas: 2
  template:
    containers:
      - name: podinfo
        args:
          - --port=9898
          - - a
            - - b
        tty: false
      - null
      - last
`);
  });

  test.each([
    ['plain', 'ghcr.io/stefanprodan/podinfo:6.9.5', 'ghcr.io/stefanprodan/podinfo:6.9.5'],
    ['plain', '6.9.5', '6.9.5'],
    ['plain', '10.0.0.0/8', '10.0.0.0/8'],
    ['plain', '500ms', '500ms'],
    ['plain', './podinfo', './podinfo'],
    ['plain', '$(POD_IP):80', '$(POD_IP):80'],
    ['plain', 'hey -z 2m http://a.b:9898/', 'hey -z 2m http://a.b:9898/'],
    ['double quoted', 'yes', '"yes"'],
    ['double quoted', '0755', '"0755"'],
    ['double quoted', '1e3', '"1e3"'],
    ['double quoted', '12:30:45', '"12:30:45"'],
    ['double quoted', '~', '"~"'],
    ['double quoted', '', '""'],
    ['double quoted', ' a', '" a"'],
    ['double quoted', '6.9', '"6.9"'],
    ['double quoted', '*/5 * * * *', '"*/5 * * * *"'],
    ['double quoted', 'a: b', '"a: b"'],
    ['double quoted', 'a # b', '"a # b"'],
    ['double quoted', 'é 😀', '"é 😀"'],
    ['escaped', '\u0000\u0085\u2028\ufeff\u200b', '"\\u0000\\u0085\\u2028\\ufeff\\u200b"'],
    ['escaped', '\nü', '"\\nü"'],
    ['single quoted', '{"a": \'\\d\'}', "'{\"a\": ''\\d''}'"],
    ['a block', 'a\nb\n', '|\n  a\n  b'],
    ['a block', 'a\n\nb', '|-\n  a\n\n  b'],
    ['a block', 'a\nb\n\n', '|+\n  a\n  b\n'],
    ['a block', '  a\nb', '|2-\n    a\n  b'],
    ['a block', '\ta\n', '|2\n  \ta'],
    ['a block', '#!/bin/sh\n\techo "$1: ok" # done\n', '|\n  #!/bin/sh\n  \techo "$1: ok" # done'],
    ['escaped', 'a\n  \n', '"a\\n  \\n"'],
    ['escaped', 'a\r\nb\r\n', '"a\\r\\nb\\r\\n"'],
  ])('writes strings %s: %j', (_, text, written) => {
    expect(writeYaml({ a: text, b: 1 })).toBe(`a: ${written}\nb: 1\n`);
  });

  test.each([
    [0, '0'],
    [-0, '0'],
    [-1, '-1'],
    [0.1, '0.1'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [1e21, '1.0e+21'],
    [-1.5e300, '-1.5e+300'],
    [5e-324, '5.0e-324'],
  ])('writes the number %p', (value, written) => {
    expect(writeYaml(value)).toBe(`${written}\n`);
  });

  test('does not fold a long string', () => {
    const text = 'a b: c '.repeat(5000);
    expect(writeYaml([text])).toBe(`- "${text}"\n`);
  });

  test('marks a key that is too long for a simple one', () => {
    const key = 'k'.repeat(1001);
    expect(writeYaml({ [key]: 1, a: [{ [key]: { b: 1 } }] })).toBe(
      `? ${key}\n: 1\na:\n  - ? ${key}\n    :\n      b: 1\n`,
    );
  });

  test('writes the key __proto__ like any other', () => {
    expect(writeYaml(JSON.parse('{"__proto__": {"a": 1}}'))).toBe('"__proto__":\n  a: 1\n');
  });

  test('writes objects without a prototype and of another realm', () => {
    const foreign: unknown = structuredClone({ b: [1] });
    expect(writeYaml(Object.assign(Object.create(null) as object, { a: foreign }))).toBe('a:\n  b:\n    - 1\n');
  });

  test('writes an object that occurs twice', () => {
    const labels = { app: 'a' };
    expect(writeYaml([labels, labels])).toBe('- app: a\n- app: a\n');
  });

  test('gives the same text whatever was written before', () => {
    for (let index = 0; index < 6000; index += 1) writeYaml({ [`k${index}`]: [`v${index}`, { [`k${index}`]: 1 }] });
    fc.assert(
      fc.property(jsonValue, jsonValue, (before, value) => {
        writeYaml(before);
        let fresh = '';
        jest.isolateModules(() => {
          // eslint-disable-next-line @typescript-eslint/no-require-imports -- a module of its own has written nothing yet
          const module = require('../../src/manifest/yaml-writer') as { writeYaml: typeof writeYaml };
          fresh = module.writeYaml(value);
        });
        expect(writeYaml(value)).toBe(fresh);
      }),
    );
    expect([writeYaml('a\nb'), writeYaml(['a\nb'])]).toStrictEqual(['"a\\nb"\n', '- |-\n  a\n  b\n']);
  });
});

describe('writeDocuments', () => {
  test('puts a line of dashes between documents', () => {
    const documents = [{ value: { a: 'x\n\n' } }, { value: [] }, { value: 'text\n' }, { value: null }];
    expect(writeDocuments(documents)).toBe('a: |+\n  x\n\n---\n[]\n---\n"text\\n"\n---\nnull\n');
  });

  test('is empty without documents', () => {
    expect(writeDocuments([])).toBe('');
  });
});

describe('what JSON cannot hold', () => {
  class Size {
    readonly bytes = 1;
  }
  const circular: { a: unknown[] } = { a: [] };
  circular.a.push({ b: circular.a });
  let deep: unknown = 1;
  for (let level = 0; level < 99; level += 1) deep = [deep];

  test.each([
    ['NaN', NaN, 'be a finite number, got NaN; check the calculation it comes from'],
    ['an infinite number', -Infinity, 'be a finite number, got -Infinity; check the calculation it comes from'],
    [
      'an integer that is not exact',
      2 ** 53,
      'be an integer within ±9007199254740991, which JavaScript holds exactly, got 9007199254740992; ' +
        'write it as a string or a quantity',
    ],
    ['a bigint', 1n, 'be a JSON value, got the bigint 1n; write it as a number or a string'],
    ['undefined', undefined, 'be a JSON value, got undefined; leave the key out or write null'],
    ['a function', () => 1, 'be plain data, got a function; remove it'],
    ['a symbol', Symbol('x'), 'be plain data, got a symbol; remove it'],
    ['a Date', new Date(0), 'be plain data, got a Date; convert it to a string, a number or a plain object'],
    [
      'an instance',
      new Size(),
      'be plain data, got an instance of Size; convert it to a string, a number or a plain object',
    ],
    ['a Map', new Map(), 'be plain data, got an instance of Map; convert it to a string, a number or a plain object'],
    ['a lone surrogate', 'a\ud83d', 'be valid Unicode, got "a\\ud83d"; remove the lone surrogate'],
    [
      'a lone surrogate in a block',
      'a\n\ude00b\n',
      'be valid Unicode, got "a\\n\\ude00b\\n"; remove the lone surrogate',
    ],
  ])('is refused wherever it stands: %s', (_, value, message) => {
    for (const [document, pointer] of [
      [{ spec: { 'a/b~c': [0, { x: value }] } }, '/spec/a~1b~0c/1/x'],
      [{ spec: [0, value] }, '/spec/1'],
      [value, ''],
    ] as const) {
      expect(() => writeYaml(document)).toThrow(YamlWriteError);
      expect(() => writeYaml(document)).toThrow(`${pointer === '' ? 'the document' : pointer} must ${message}`);
    }
  });

  test.each([
    ['a circular value', circular, '/a/0/b must not contain itself, got the object that holds it, /a; copy'],
    [
      'a sparse array',
      { a: Object.assign(new Array<number>(3), { 0: 1, 2: 2 }) },
      '/a/1 must be a JSON value, got a hole in a sparse array; fill or close',
    ],
    ['a key with a lone surrogate', { '\ud83d': 1 }, '/\ud83d must have a key of valid Unicode, got "\\ud83d"'],
    ['a symbol key', { a: { [Symbol('x')]: 1 } }, '/a must have only string keys, got a symbol key; remove it'],
    ['a symbol key beside others', { b: 1, [Symbol('x')]: 1 }, 'the document must have only string keys'],
    ['too many levels', deep, 'must be nested at most 98 levels deep, got more than 98 levels'],
  ])('is refused: %s', (_, document, message) => {
    expect(() => writeYaml(document)).toThrow(message);
  });

  test('is told apart by document', () => {
    const comments = new Map([['/x', 'y']]);
    for (const bad of [{ value: { b: NaN } }, { value: { b: 1 }, comments }]) {
      let document: number | undefined;
      try {
        writeDocuments([{ value: { b: 1 } }, bad, { value: { b: 1 } }]);
      } catch (error) {
        document = error instanceof YamlWriteError ? error.document : undefined;
      }
      expect(document).toBe(1);
    }
  });
});
