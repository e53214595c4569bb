import fc from 'fast-check';
import { Match, type Matcher } from '../../src/testing';
import { leavesOf } from '../support/schema-samples';
import { data, fields, sublists, subsets, withKeysReversed, withValueAt } from './support/plain-data';

/** What differs, as `pointer: wanted`. */
function differences(matcher: Matcher, value: unknown): string[] {
  return matcher.mismatches(value, []).map(({ pointer, wanted }) => `${pointer}: ${wanted}`);
}

function matches(matcher: Matcher, value: unknown): boolean {
  return differences(matcher, value).length === 0;
}

describe('a pattern', () => {
  test('matches the value it is written like, also exactly, whatever the order of keys', () => {
    fc.assert(
      fc.property(fields, (object) => {
        expect(differences(Match.objectLike(object), object)).toStrictEqual([]);
        expect(differences(Match.exact(object), object)).toStrictEqual([]);
        expect(differences(Match.exact(withKeysReversed(object)), object)).toStrictEqual([]);
      }),
    );
  });

  test('matches an object that has more fields; exactly, it does not', () => {
    fc.assert(
      fc.property(subsets, ([object, subset]) => {
        expect(differences(Match.objectLike(subset as object), object)).toStrictEqual([]);
        const same = JSON.stringify(subset) === JSON.stringify(object);
        expect(matches(Match.exact(subset), object)).toBe(same);
      }),
    );
  });

  test.each([
    ['exact', (pattern: object) => Match.exact(pattern), fields.map((object) => [object, object] as const)],
    ['partial', (pattern: object) => Match.objectLike(pattern), subsets],
  ])('with one leaf changed differs exactly there when %s', (_, matcherOf, pairs) => {
    fc.assert(
      fc.property(pairs, fc.nat(), ([object, shown], at) => {
        const leaves = leavesOf(shown);
        fc.pre(leaves.length > 0);
        const [pointer] = leaves[at % leaves.length] ?? [''];
        const changed = withValueAt(shown, pointer, 'changed, and like nothing else') as object;
        const pointers = matcherOf(changed)
          .mismatches(object, [])
          .map((mismatch) => mismatch.pointer);
        expect(pointers).toStrictEqual([pointer]);
      }),
    );
  });

  test.each([
    [80, '80', ': 80'],
    [true, 'true', ': true'],
    [null, undefined, ': null'],
    [{}, [], ': {}'],
    [[], {}, ': []'],
    [{ a: 1 }, null, ': {"a":1}'],
    [{ constructor: Match.anyValue() }, {}, '/constructor: any value'],
  ])('%j is not %j', (pattern, value, difference) => {
    expect(differences(Match.exact(pattern), value)).toStrictEqual([difference]);
  });

  test('takes a field that is undefined for absent, in the value only', () => {
    expect(matches(Match.exact({ a: 1 }), { a: 1, b: undefined })).toBe(true);
    expect(() => Match.objectLike({ spec: { 'a/b': [undefined] } })).toThrow(
      'pattern /spec/a~1b/0 must be data or a matcher, got undefined; write Match.absent() for a field that must not be there',
    );
  });

  test.each([
    [Object.create(Object.create(null) as object) as unknown, 'got an instance of a class; take'],
    [/x/, 'got /x/; write Match.stringLikeRegexp() for it'],
    [new Date(0), 'got an instance of Date; take the value out of it that the manifest holds'],
    [() => 1, 'got a function; take the value out of it that the manifest holds'],
    [[Match.absent()], 'pattern /0 must be an item, got "Match.absent()"; leave it out of the list'],
    [[1, , 2], 'pattern /1 must be data or a matcher, got undefined'],
  ])('must not hold %p', (pattern, message) => {
    expect(() => Match.exact(pattern)).toThrow(message);
  });

  test('of objectLike must be no list', () => {
    expect(() => Match.objectLike([1])).toThrow(
      'pattern must be an object, got [1]; write Match.arrayWith() for a list',
    );
  });

  test('must not contain itself', () => {
    const endless: Record<string, unknown> = {};
    endless.self = endless;
    expect(() => Match.objectLike(endless)).toThrow(/must be at most 100 levels deep, .*; it may contain itself$/);
  });

  test('takes the matchers of Jest', () => {
    const pattern = { image: expect.stringContaining('podinfo') as unknown, port: expect.any(Number) as unknown };
    expect(matches(Match.objectLike(pattern), { image: 'ghcr.io/podinfo:6', port: 80 })).toBe(true);
    expect(differences(Match.objectLike(pattern), { port: '80' })).toStrictEqual([
      '/image: StringContaining "podinfo"',
      '/port: Any<Number>',
    ]);
  });

  test('takes the matchers of a team', () => {
    const pinned: Matcher = {
      wanted: 'an image with a digest',
      mismatches: (image) =>
        String(image).includes('@sha256:') ? [] : [{ pointer: '', wanted: pinned.wanted, got: image }],
    };
    expect(matches(Match.objectLike({ image: pinned }), { image: 'a@sha256:0' })).toBe(true);
    expect(differences(Match.arrayWith([{ image: pinned }]), [{ image: 'a:1' }])).toStrictEqual([
      '/0/image: an image with a digest',
    ]);
  });
});

describe('lists in a pattern', () => {
  const containers = [{ name: 'app', ports: [{ name: 'http', containerPort: 80 }] }];

  test.each([
    ['a list', (items: unknown[]) => Match.objectLike({ spec: items })],
    ['arrayEquals', (items: unknown[]) => Match.objectLike({ spec: Match.arrayEquals(items) })],
    ['arrayWith', (items: unknown[]) => Match.objectLike({ spec: Match.arrayWith(items) })],
  ])('hold objects that match partially, in %s', (_, matcherOf) => {
    const withPort = (containerPort: number) => matcherOf([{ ports: [{ containerPort }] }]);
    expect(differences(withPort(80), { spec: containers })).toStrictEqual([]);
    expect(differences(withPort(81), { spec: containers })).toStrictEqual(['/spec/0/ports/0/containerPort: 81']);
  });

  test('hold objects that have no other fields inside exact, where matchers say for themselves', () => {
    const [name, ports] = ['app', [{ containerPort: 80 }]];
    expect(differences(Match.exact({ spec: [{ name, ports }] }), { spec: containers })).toStrictEqual([
      '/spec/0/ports/0: no other fields',
    ]);
    expect(differences(Match.exact([{ ports }]), containers)).toStrictEqual([
      '/0/ports/0: no other fields',
      '/0: no other fields',
    ]);
    expect(differences(Match.arrayEquals([Match.exact({ ports })]), containers)).toHaveLength(2);
    expect(matches(Match.exact([{ name, ports: Match.arrayWith(ports) }]), containers)).toBe(true);
  });

  test('match lists whose items have more fields, but not lists with more items', () => {
    fc.assert(
      fc.property(sublists, ([list, partial, taken]) => {
        const some = taken.map((index) => partial[index]);
        expect(differences(Match.arrayEquals(partial), list)).toStrictEqual([]);
        expect(differences(Match.arrayWith(some), list)).toStrictEqual([]);
        expect(matches(Match.arrayEquals(some), list)).toBe(some.length === list.length);
        expect(matches(Match.exact(partial), list)).toBe(JSON.stringify(partial) === JSON.stringify(list));
      }),
    );
    expect(differences(Match.arrayEquals([{ a: Match.absent() }]), [])).toStrictEqual([
      '/0: one more item: {"a":nothing}',
    ]);
  });

  test('match in their order; another order is told as such', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 2 }), (list) => {
        const reversed = [...list].reverse();
        expect(differences(Match.arrayEquals(list), reversed)).toStrictEqual([
          `: ${JSON.stringify(list)} in this order`,
        ]);
        expect(differences(Match.arrayWith(list), reversed)).toStrictEqual([
          `: a list with ${list.join(', then ')}, in this order`,
        ]);
      }),
    );
  });

  test.each([
    [['a', 'c'], ['a', 'b', 'c'], ['/1: no such item']],
    [['a', 'b', 'c'], ['a', 'c'], ['/1: one more item: "b"']],
    [
      ['a', 'b', 'c'],
      ['a', 'x'],
      ['/1: "b"', '/2: one more item: "c"'],
    ],
    [['a', 'a'], ['a'], ['/1: one more item: "a"']],
    [[], ['a'], ['/0: no such item']],
  ])('%j and %j differ where they differ', (pattern, list, found) => {
    expect(differences(Match.arrayEquals(pattern), list)).toStrictEqual(found);
  });

  test('arrayWith matches what holds its items in order, and nothing else', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 });
    fc.assert(
      fc.property(letters, letters, (items, list) => {
        expect(matches(Match.arrayWith(items), list)).toBe(new RegExp(items.join('.*')).test(list.join('')));
      }),
    );
  });

  test('arrayWith shows the nearest item, or the whole list if none is near', () => {
    const list = [
      { name: 'app', image: 'a' },
      { name: 'proxy', image: 'b' },
    ];
    expect(differences(Match.arrayWith([{ name: 'proxy', image: 'c' }]), list)).toStrictEqual(['/1/image: "c"']);
    expect(differences(Match.arrayWith([Match.exact({ name: 'app' })]), list)).toStrictEqual(['/0: no other fields']);
    expect(differences(Match.arrayWith([{ name: 'x' }]), list)).toStrictEqual([': an item {"name":"x"}']);
    expect(differences(Match.arrayWith(['a', 'a']), ['a', 'b'])).toStrictEqual([
      ': a list with "a", then "a", in this order, each an item of its own',
    ]);
  });
});

describe('Match', () => {
  test('not matches where its pattern does not, and twice is as if never said', () => {
    fc.assert(
      fc.property(data, data, (pattern, value) => {
        expect(matches(Match.not(pattern), value)).toBe(!matches(Match.not(Match.not(pattern)), value));
        expect(differences(Match.not(Match.not(pattern)), value)).toStrictEqual(
          differences(Match.objectLike({ at: pattern }), { at: value }).map((text) => text.replace('/at', '')),
        );
      }),
    );
  });

  test('absent matches fields that are not there, and where their object is not there either', () => {
    fc.assert(
      fc.property(fields, fc.string(), (object, key) => {
        const there = Object.hasOwn(object, key);
        // Computed, so that `__proto__` is a key like any other.
        const absent = Match.objectLike({ [key]: Match.absent() });
        expect(differences(absent, object)).toStrictEqual(
          there ? [`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}: nothing`] : [],
        );
        expect(matches(Match.objectLike({ above: { [key]: Match.absent() } }), {})).toBe(true);
        expect(matches(Match.objectLike({ [key]: Match.anyValue() }), object)).toBe(there);
      }),
    );
    expect(matches(Match.objectLike({ above: {} }), {})).toBe(false);
    expect(matches(Match.objectLike({ above: { a: Match.absent(), b: 1 } }), {})).toBe(false);
    expect(matches(Match.absent(), null)).toBe(false);
  });

  test('stringLikeRegexp finds its expression anywhere in a string, also with a flag that remembers', () => {
    const version = Match.stringLikeRegexp(/\d+\.\d+/g);
    expect(['v1.2', 'v1.2'].map((text) => matches(version, text))).toStrictEqual([true, true]);
    expect(differences(Match.stringLikeRegexp('^v'), 1.2)).toStrictEqual([': a string matching /^v/']);
  });

  test('serializedJson and serializedYaml look into texts', () => {
    const pattern = { panels: [{ title: 'Success rate' }] };
    const values = { panels: [{ title: 'Success rates', id: 1 }] };
    for (const matcher of [Match.serializedJson(pattern), Match.serializedYaml(pattern)]) {
      expect(matches(matcher, JSON.stringify({ panels: [{ title: 'Success rate', id: 1 }] }))).toBe(true);
      expect(differences(matcher, JSON.stringify(values))).toStrictEqual(['#/panels/0/title: "Success rate"']);
    }
    expect(differences(Match.serializedYaml({}), 'a: 1\nb: [')).toStrictEqual([': valid YAML (at fault: line 2)']);
    expect(differences(Match.serializedYaml({}), 'a: 1\n---\nb: 1')).toStrictEqual([': valid YAML']);
    expect(differences(Match.serializedJson({}), '{')).toStrictEqual([': valid JSON']);
  });

  test('long texts are shown from where they begin to differ', () => {
    const [wanted, got] = ['x'.repeat(200) + 'left', 'x'.repeat(200) + 'right'];
    expect(Match.exact(wanted).mismatches(got, [])).toStrictEqual([
      { pointer: '', wanted: `"…${'x'.repeat(15)}left"`, got: `…${'x'.repeat(15)}right` },
    ]);
  });
});
