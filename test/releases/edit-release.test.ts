import fc from 'fast-check';
import { parse } from 'yaml';
import type { CheckedValue } from '../../src/releases/checked-value';
import { editRelease } from '../../src/releases/edit-release';

/** The text after setting `shop/backend`'s field, or removing it. */
function edit(text: string, field: string, value?: CheckedValue): string {
  const result = editRelease(text, { path: ['shop', 'backend', ...field.split('.')], value });
  return 'text' in result ? result.text : result.problems.map((problem) => problem.text).join('\n');
}

const FILE = `# yaml-language-server: $schema=../schemas/releases.schema.json
# The demo's team

shop:
    backend:
        tag:   6.9.4   # {"$imagepolicy": "shop:backend:tag"}
        color: 'green' # since Monday
        canary: {interval: 1m,  stepWeight: 5} # quick
        # replicas: 3

    frontend: # everything as the code says
`;

describe('setting a field changes its line only', () => {
  test.each([
    ['a value, with its blanks and its image policy marker', 'tag', '6.9.5', 'tag:   6.9.4 ', 'tag:   6.9.5 '],
    ['text that YAML would read as a number', 'tag', '6.10', 'tag:   6.9.4 ', 'tag:   "6.10" '],
    ['a quoted value', 'color', 'blue', "'green'", "'blue'"],
    ['a number in braces', 'canary.stepWeight', 10, 'stepWeight: 5}', 'stepWeight: 10}'],
    ['a number that is new in braces', 'canary.maxWeight', 50, 'stepWeight: 5}', 'stepWeight: 5, maxWeight: 50}'],
    ['a field that is new in a block', 'replicas', 3, '# quick\n', '# quick\n        replicas: 3\n'],
    ['a map that is new in a block', 'replicas.min', 2, '# quick\n', '# quick\n        replicas: { min: 2 }\n'],
  ])('%s', (_title, field, value, before, after) => {
    expect(FILE).toContain(before);
    expect(edit(FILE, field, value)).toBe(FILE.replace(before, after));
  });

  test('an app that is new stands behind the others', () => {
    const result = editRelease(FILE, { path: ['shop', 'api', 'tag'], value: '1' });
    expect(result).toStrictEqual({ text: `${FILE}    api:\n        tag: "1"\n`, lostComments: [] });
  });

  test('an app without fields gets its first one below its comment', () => {
    const result = editRelease(FILE, { path: ['shop', 'frontend', 'replicas'], value: 2 });
    expect(result).toStrictEqual({ text: `${FILE}        replicas: 2\n`, lostComments: [] });
  });

  test('a workspace that is new stands behind the others', () => {
    const result = editRelease(FILE, { path: ['games', 'chess', 'canary', 'threshold'], value: 3 });
    expect(result).toStrictEqual({ text: `${FILE}games:\n    chess:\n        canary: { threshold: 3 }\n`, lostComments: [] });
  });
});

describe('removing a field', () => {
  test.each([
    ['takes its line', 'color', "        color: 'green' # since Monday\n", ''],
    ['takes it and its comma out of braces', 'canary.stepWeight', ',  stepWeight: 5', ''],
    ['takes it from the front of braces', 'canary.interval', 'interval: 1m,  ', ''],
    ['that is not there changes nothing', 'replicas', '', ''],
    ['of a map that is not there changes nothing', 'replicas.min', '', ''],
  ])('%s', (_title, field, before, after) => {
    expect(FILE).toContain(before);
    expect(edit(FILE, field)).toBe(FILE.replace(before, after));
  });

  test('tells which comment went with its line', () => {
    expect(editRelease(FILE, { path: ['shop', 'backend', 'tag'] })).toMatchObject({
      lostComments: ['# {"$imagepolicy": "shop:backend:tag"}'],
    });
  });

  test('takes the map below an app with its last field', () => {
    expect(edit('shop: { backend: { canary: { threshold: 1 }, tag: a } }\n', 'canary.threshold')).toBe(
      'shop: { backend: { tag: a } }\n',
    );
    expect(edit('shop:\n  backend:\n    canary:\n      threshold: 1\n    tag: a\n', 'canary.threshold')).toBe(
      'shop:\n  backend:\n    tag: a\n',
    );
  });

  test('leaves an app that says nothing', () => {
    expect(edit('shop:\n  backend:\n    tag: a\n', 'tag')).toBe('shop:\n  backend:\n');
    expect(edit('shop: { backend: { tag: a } }\n', 'tag')).toBe('shop: { backend: {} }\n');
  });
});

describe('layouts', () => {
  test.each([
    ['an empty file', '', 'shop:\n  backend:\n    tag: v2\n'],
    ['comments only', '# none yet\n', '# none yet\nshop:\n  backend:\n    tag: v2\n'],
    ['a comment without line end', '# none yet', '# none yet\nshop:\n  backend:\n    tag: v2'],
    ['an empty map', '{}\n', '{ shop: { backend: { tag: v2 } } }\n'],
    ['a workspace without apps', 'shop: # the shop\n', 'shop: # the shop\n  backend:\n    tag: v2\n'],
    ['an app without fields, then another', 'shop:\n  backend:\n  api:\n', 'shop:\n  backend:\n    tag: v2\n  api:\n'],
    ['an app that is ~', 'shop:\n  backend: ~\n', 'shop:\n  backend: { tag: v2 }\n'],
    ['an app in empty braces', 'shop:\n  backend: {}\n', 'shop:\n  backend: { tag: v2 }\n'],
    ['an app without fields in braces', 'shop: { backend: }\n', 'shop: { backend: { tag: v2 } }\n'],
    ['a field without value', 'shop:\n  backend:\n    tag: # to do\n', 'shop:\n  backend:\n    tag: v2 # to do\n'],
    ['a value on its own line', 'shop:\n  backend:\n    tag:\n      v1\n', 'shop:\n  backend:\n    tag: v2\n'],
    ['a block scalar', 'shop:\n  backend:\n    tag: |-\n      v1\n    color: red\n', 'shop:\n  backend:\n    tag: v2\n    color: red\n'],
    ['Windows line ends', 'shop:\r\n  backend:\r\n    color: red\r\n', 'shop:\r\n  backend:\r\n    color: red\r\n    tag: v2\r\n'],
    ['a byte order mark', '\uFEFFshop:\n  backend:\n    tag: v1\n', '\uFEFFshop:\n  backend:\n    tag: v2\n'],
    ['no line end at the end', 'shop:\n  backend:\n    color: red', 'shop:\n  backend:\n    color: red\n    tag: v2'],
    ['a document start', '---\nshop:\n  backend: { tag: v1 }\n', '---\nshop:\n  backend: { tag: v2 }\n'],
    ['JSON', '{"shop": {"backend": {"tag": "v1"}}}', '{"shop": {"backend": {"tag": "v2"}}}'],
    ['an ended document', 'shop:\n  api: {}\n...\n# end\n', 'shop:\n  api: {}\n  backend:\n    tag: v2\n...\n# end\n'],
    ['an explicit key', '? shop\n: backend: {}\n', '? shop\n: backend: { tag: v2 }\n'],
    ['quoted keys', '"shop":\n  \'backend\':\n    "tag": v1\n', '"shop":\n  \'backend\':\n    "tag": v2\n'],
    ['braces over several lines', 'shop: {\n  backend: {\n    color: red, # yes\n  },\n}\n', 'shop: {\n  backend: {\n    color: red, tag: v2, # yes\n  },\n}\n'],
  ])('%s', (_title, before, after) => {
    expect(edit(before, 'tag', 'v2')).toBe(after);
  });

  test('a list in a block becomes one on a line', () => {
    const block = 'shop:\n  backend:\n    canary:\n      stepWeights:\n        - 5\n        - 10\n      threshold: 3\n';
    expect(edit(block, 'canary.stepWeights', [1, 2])).toBe(
      'shop:\n  backend:\n    canary:\n      stepWeights: [1, 2]\n      threshold: 3\n',
    );
  });

  test('a field goes, or comes, behind a block scalar', () => {
    const block = 'shop:\n  backend:\n    tag: |-\n      v1\n  api: {}\n';
    expect(edit(block, 'tag')).toBe('shop:\n  backend:\n  api: {}\n');
    expect(edit(block, 'color', 'red')).toBe(
      'shop:\n  backend:\n    tag: |-\n      v1\n    color: red\n  api: {}\n',
    );
  });

  test('a fixed number of replicas becomes a range', () => {
    expect(edit('shop:\n  backend:\n    replicas: 3\n', 'replicas.min', 2)).toBe('shop:\n  backend:\n    replicas: { min: 2 }\n');
  });
});

describe('what cannot be edited in place is refused', () => {
  const LAYOUT = 'must be edited by hand, got a layout that no edit here keeps; change it in an editor';

  test.each([
    ['comments in the value', 'shop:\n  backend:\n    canary:\n      stepWeights:\n        - 5 # slow\n        - 6\n', 'canary.stepWeights', [1], 'shop.backend.canary.stepWeights must be edited by hand, got comments within the value; change it in an editor'],
    ['a broken file', 'shop: [\n', 'tag', 'v2', 'the file must be well-formed YAML, got "Flow sequence in block collection must be sufficiently indented and end with a ]"; mend it here or just before'],
    ['an alias', 'shop: { a: &a {}, backend: *a }\n', 'tag', 'v2', 'shop.a must stand for itself, got the anchor &a; write the value out, so that an edit here changes this app only\nshop.backend must stand for itself, got the alias *a; write the value out, so that an edit here changes this app only'],
    ['a key given twice', 'shop: { backend: { tag: a, tag: b } }\n', 'tag', 'v2', 'shop.backend.tag must be given once, got it again after line 1; remove one of them'],
    ['nothing but an ended document', '# nothing\n...\n', 'tag', 'v2', `shop.backend.tag ${LAYOUT}`],
    ['a workspace that is a list', 'shop: []\n', 'tag', 'v2', `shop.backend.tag ${LAYOUT}`],
    ['an app that is a tag', 'shop: { backend: 6.9.4 }\n', 'tag', 'v2', `shop.backend.tag ${LAYOUT}`],
    ['a file that is text', 'shop\n', 'tag', 'v2', `shop.backend.tag ${LAYOUT}`],
  ])('%s', (_title, text, field, value, message) => {
    expect(edit(text, field, value)).toBe(message);
  });
});

describe('laws', () => {
  const indent = fc.constantFrom('  ', '    ', ' ');
  const eol = fc.constantFrom('\n', '\r\n');
  const note = fc.constantFrom('', '', ' # a note', '   # {"$imagepolicy": "shop:backend:tag"}', ' #');
  const tag = fc.constantFrom('6.9.4', '"6.10"', "'v1'", 'yes');
  const weights = fc.constantFrom('[5, 10]', '[5,10]', '[ 5,  10 ]');
  const canary = (pad: string): fc.Arbitrary<string[]> =>
    fc.oneof(
      fc.constantFrom('{ interval: 1m }', '{interval: 1m,threshold: 3,}', '{}').map((flow) => [`canary: ${flow}`]),
      fc.tuple(weights, note).map(([list, why]) => ['canary:', `${pad}threshold: 3`, `${pad}stepWeights: ${list}${why}`]),
      fc.constant<string[]>(['canary:', `${pad}# steps`, `${pad}stepWeights:`, `${pad}- 5`, `${pad}- 10`]),
    );
  const app = (pad: string): fc.Arbitrary<string[]> =>
    fc
      .record(
        {
          tag: fc.tuple(tag, note).map(([value, why]) => [`tag: ${value}${why}`]),
          color: fc.constant(['# its colour', 'color:  green']),
          replicas: fc.constantFrom(['replicas: 3'], ['replicas: { min: 1, max: 2 }'], ['replicas:', `${pad}min: 1`, `${pad}max: 2`]),
          canary: canary(pad),
        },
        { requiredKeys: [] },
      )
      .chain((fields) => fc.shuffledSubarray(Object.values(fields), { minLength: Object.keys(fields).length }))
      .map((fields) => fields.flat());
  const file = fc
    .tuple(indent, eol, fc.boolean())
    .chain(([pad, end, ended]) =>
      fc
        .tuple(app(pad), app(pad), note, fc.constantFrom('', '# the end'))
        .map(([backend, api, why, last]) =>
          [
            `# yaml-language-server: $schema=../schemas/releases.schema.json`,
            `shop:${why}`,
            `${pad}backend:${why}`,
            ...backend.map((line) => pad + pad + line),
            '',
            `${pad}api:`,
            ...api.map((line) => pad + pad + line),
            'games:',
            last,
          ].join(end) + (ended ? end : ''),
        ),
    );
  const change = fc.oneof(
    fc.tuple(fc.constant('tag'), fc.constantFrom('6.9.5', '6.10', 'yes', '2024-06-27', '0755', 'v1')),
    fc.tuple(fc.constant('color'), fc.constantFrom('blue', '#aabbcc')),
    fc.tuple(fc.constant('replicas'), fc.integer({ min: 1, max: 9 })),
    fc.tuple(fc.constantFrom('canary.threshold', 'canary.maxWeight', 'canary.iterations'), fc.integer({ min: 1, max: 100 })),
    fc.tuple(fc.constant('canary.stepWeights'), fc.constantFrom([1], [1, 2, 3])),
    fc.tuple(fc.constant('canary.interval'), fc.constantFrom('10s', '5m')),
  );
  const owner = fc.constantFrom(['shop', 'backend'], ['shop', 'api'], ['shop', 'new'], ['games', 'chess'], ['other', 'app']);

  const valueAt = (text: string, path: readonly string[], version: '1.1' | '1.2' = '1.2'): unknown =>
    path.reduce<unknown>(
      (node, key) => (node as Record<string, unknown> | null | undefined)?.[key],
      parse(text, { version }),
    );

  /** How many lines of `before` are not in `after` at the same distance from the start or the end. */
  function changedLines(before: string, after: string): string[] {
    const [a, b] = [before.split('\n'), after.split('\n')];
    let start = 0;
    while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
    return a.slice(start, a.length - end);
  }

  test('what was set is what is read, in YAML 1.1 too, and nothing else changes', () => {
    fc.assert(
      fc.property(file, owner, change, (text, app2, [field, value]) => {
        const path = [...app2, ...field.split('.')];
        const result = editRelease(text, { path, value });
        expect(result).toHaveProperty('text');
        if (!('text' in result)) return;
        expect(valueAt(result.text, path)).toStrictEqual(value);
        expect(valueAt(result.text, path, '1.1')).toStrictEqual(value);
        expect(result.text.match(/#.*/g)).toStrictEqual(expect.arrayContaining(text.match(/#.*/g) ?? []));
        const changed = changedLines(text, result.text);
        const spread = Array.isArray(value) ? 3 : field === 'replicas' ? 3 : 1;
        expect(changed.length).toBeLessThanOrEqual(spread);
      }),
      { numRuns: 500 },
    );
  });

  test('setting twice is setting once', () => {
    fc.assert(
      fc.property(file, owner, change, (text, app2, [field, value]) => {
        const path = [...app2, ...field.split('.')];
        const once = editRelease(text, { path, value });
        if (!('text' in once)) return;
        expect(editRelease(once.text, { path, value })).toStrictEqual({ text: once.text, lostComments: [] });
      }),
      { numRuns: 150 },
    );
  });

  test('removing what was new gives back the lines that were there', () => {
    fc.assert(
      fc.property(file, owner, change, (text, app2, [field, value]) => {
        const path = [...app2, ...field.split('.')];
        const set = editRelease(text, { path, value });
        if (!('text' in set)) return;
        const removed = editRelease(set.text, { path });
        expect(removed).toHaveProperty('text');
        if (!('text' in removed)) return;
        expect(valueAt(removed.text, path)).toBeUndefined();
        const lines = removed.text.split('\n');
        const missing = text.split('\n').filter((line) => !lines.includes(line));
        const wasNew = valueAt(text, path) === undefined;
        expect(wasNew ? missing.filter((line) => !line.includes('{')) : []).toStrictEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
