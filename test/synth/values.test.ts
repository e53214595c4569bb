import { Lazy } from 'cdk8s';
import { configMap, findingsOf, folderChart, testApp } from '../support/synth-app';
import { removeFolders } from '../support/synth-folder';

afterAll(removeFolders);

/** What is found when an object has this value at `/data/value`. */
function findingsOfValue(value: unknown): string[] {
  const app = testApp();
  configMap(folderChart(app, 'shop'), 'backend', { data: { value } });
  return findingsOf(app);
}

function circular(): unknown {
  const list: unknown[] = [];
  list.push({ list });
  return list;
}

class Colour {
  constructor(readonly name: string) {}
}

describe('values that no manifest can hold', () => {
  test.each<[string, unknown, string]>([
    ['NaN', Number.NaN, '/data/value must be a finite number, got NaN; check the calculation it comes from'],
    ['Infinity', -Infinity, '/data/value must be a finite number, got -Infinity; check the calculation it comes from'],
    [
      'an integer that is not exact',
      2 ** 53,
      '/data/value must be an integer within ±9007199254740991, which JavaScript holds exactly, got 9007199254740992; write it as a string',
    ],
    ['a Date', new Date(0), '/data/value must be plain data, got a Date; write it as a string: date.toISOString()'],
    ['a function', () => 1, '/data/value must be plain data, got a function; call it, or wrap it in Lazy.any'],
    ['a bigint', 1n, '/data/value must be plain data, got the bigint 1n; write it as a number or a string'],
    ['a symbol', Symbol('x'), '/data/value must be plain data, got a symbol; write it as a string'],
    [
      'a class instance',
      new Colour('red'),
      '/data/value must be plain data, got an instance of Colour; give a string, a number or a plain object',
    ],
    [
      'a Map',
      new Map(),
      '/data/value must be plain data, got an instance of Map; give a string, a number or a plain object',
    ],
    [
      'an object without a prototype',
      Object.create(null),
      '/data/value must be plain data, got an object without a prototype; copy it: { ...value }',
    ],
    [
      'a key that cdk8s trips over',
      { constructor: 'x' },
      '/data/value must have only keys that cdk8s can render, got the key "constructor"; rename the key',
    ],
    [
      'a key that JavaScript swallows',
      JSON.parse('{"__proto__": 1}'),
      '/data/value must have only keys that cdk8s can render, got the key "__proto__"; rename the key',
    ],
    [
      'a circle',
      circular(),
      '/data/value/0/list must not contain itself, got the value that holds it, /data/value; copy the values it needs',
    ],
    [
      'an unset token',
      'a-${Token[AWS.Region.4]}-b',
      '/data/value must be known at synthesis, got the unset token "a-${Token[AWS.Region.4]}-b"; give the value itself',
    ],
    [
      'an unset token of Terraform',
      '${TfToken[TOKEN.0]}',
      '/data/value must be known at synthesis, got the unset token "${TfToken[TOKEN.0]}"; give the value itself',
    ],
    [
      'an unset list',
      ['#{Token[TOKEN.1]}'],
      '/data/value/0 must be known at synthesis, got the unset token "#{Token[TOKEN.1]}"; give the value itself',
    ],
    [
      'an unset number',
      -1.8881545897087626e289,
      '/data/value must be known at synthesis, got the unset token -1.8881545897087626e+289; give the value itself',
    ],
    [
      'nothing in a list',
      [1, undefined],
      '/data/value/1 must be a value, got nothing; leave the entry out of the list or give it a value',
    ],
    [
      'a hole in a list',
      [1, , 2],
      '/data/value/1 must be a value, got nothing; leave the entry out of the list or give it a value',
    ],
    ['half a character', 'a\ud800', '/data/value must be valid Unicode, got "a\\ud800"; remove the lone surrogate'],
    [
      'a key with a slash above',
      { 'a/b~c': Number.NaN },
      '/data/value/a~1b~0c must be a finite number, got NaN; check the calculation it comes from',
    ],
  ])('%s', (_case, value, message) => {
    expect(findingsOfValue(value)).toStrictEqual([`shop/backend: ${message}`]);
  });

  test('the same values are found when a Lazy gives them', () => {
    const found = findingsOfValue(Lazy.any({ produce: () => ({ a: Number.NaN, b: '${Token[T.0]}', c: [null] }) }));

    expect(found).toStrictEqual([
      'shop/backend: /data/value/a must be a finite number, got NaN; check the calculation it comes from',
      'shop/backend: /data/value/b must be known at synthesis, got the unset token "${Token[T.0]}"; give the value itself',
      'shop/backend: /data/value/c/0 must be a value, got nothing; leave the entry out of the list or give it a value',
    ]);
  });

  test('a Lazy whose value contains itself is named instead of overflowing the stack', () => {
    expect(findingsOfValue(Lazy.any({ produce: circular }))).toStrictEqual([
      'shop/backend: the object must end, got a Lazy or a resolver whose value contains itself; copy the values it needs',
    ]);
  });

  test('a Lazy that throws is reported with its reason, without the words of cdk8s', () => {
    const produce = () => {
      throw new Error('no such team');
    };

    expect(findingsOfValue(Lazy.any({ produce }))).toStrictEqual([
      'shop/backend: the object must render, got the error "no such team"; correct the value it is about',
    ]);
  });

  test('a value nested too deep is refused', () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 5000; depth += 1) value = { value };

    expect(findingsOfValue(value)[0]).toMatch(
      /^shop\/backend: \/data.* must be nested at most [0-9]+ levels deep, got more;/,
    );
  });

  test('data shared by several places is no circle', () => {
    const shared = { a: [1] };

    expect(findingsOfValue({ one: shared, two: [shared, shared] })).toStrictEqual([]);
  });

  test('text that only looks a little like a token passes', () => {
    expect(findingsOfValue('${TOKEN} {Token[ ${Toke')).toStrictEqual([]);
  });

  test('a Lazy that gives nothing leaves its field out, except where the object needs it', () => {
    const nothing = Lazy.any({ produce: () => undefined }) as unknown as string;
    const app = testApp();
    const chart = folderChart(app, 'shop');
    configMap(chart, 'fine', { data: { value: nothing } });
    configMap(chart, 'unnamed', { metadata: { name: nothing } });
    configMap(chart, 'adrift', { metadata: { name: 'adrift', namespace: nothing } });

    expect(findingsOf(app)).toStrictEqual([
      'shop/unnamed: /metadata/name must be set, got a Lazy that gives nothing; let it give a name',
      'shop/adrift: /metadata/namespace must be set, got a Lazy that gives nothing; let it give a namespace',
    ]);
  });
});
