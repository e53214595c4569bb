import { readRelease } from '../../src/releases/read-release';
import { located } from '../../src/releases/release-problem';

/** What is wrong with a release file, as a user sees it. */
function problems(text: string): string[] {
  return located('dev.yaml', readRelease(text).problems);
}

/** A file with one app, `shop.backend`, that says these lines. */
function backend(...lines: string[]): string {
  return `shop:\n  backend:\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

const FIELDS = 'tag, color, replicas, canary';
const NUMBERS = 'interval, threshold, stepWeight, stepWeights, maxWeight, stepWeightPromotion, iterations, skipAnalysis';
const COLORS = 'black, blue, brown, cyan, green, grey, indigo, magenta, orange, pink, purple, red, teal, yellow';
const TAG = 'be an image tag (at most 128 letters, digits, "_", "." and "-", the first not "." or "-")';
const TAG_REMEDY = 'give the tag alone, without the image or a digest';
const LABEL =
  'be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit)';
const INTERVAL = 'be whole seconds, at least "10s", or whole minutes, at most "9999m"';
const OWN = 'write the value out, so that an edit here changes this app only';

describe('what YAML makes of a tag', () => {
  test.each([
    ['6.9', '6.9 (a number); quote it: "6.9"'],
    ['1.10', '1.10 (the number 1.1, to YAML); quote it: "1.10"'],
    ['1e3', '1e3 (the number 1000, to YAML); quote it: "1e3"'],
    ['0755', '0755 (the number 755, to YAML); quote it: "0755"'],
    ['0o17', '0o17 (the number 15, to YAML); quote it: "0o17"'],
    ['0x1F', '0x1F (the number 31, to YAML); quote it: "0x1F"'],
    ['20261123', '20261123 (a number); quote it: "20261123"'],
    ['true', 'true (a boolean); quote it: "true"'],
    ['.inf', `.inf (the number Infinity, to YAML); ${TAG_REMEDY}`],
    ['', `nothing; ${TAG_REMEDY}`],
    ['~', `~ (nothing, to YAML); ${TAG_REMEDY}`],
    ['[6.9.4]', `a list; ${TAG_REMEDY}`],
    ['{ name: 6.9.4 }', `a map; ${TAG_REMEDY}`],
  ])('tag: %s is refused', (written, got) => {
    expect(problems(backend(`tag: ${written}`))).toStrictEqual([
      expect.stringMatching(/^dev\.yaml:3:(9|10): shop\.backend\.tag must be a string, got /),
    ]);
    expect(problems(backend(`tag: ${written}`))[0]).toContain(`must be a string, got ${got}`);
  });

  test.each(['6.9.4', '"6.10"', "'0755'", 'v1.2', '2024-06-27', 'yes', 'latest', '1_000', 'main-3f2a1b-1732380000', '"6.9.4" # {"$imagepolicy": "shop:backend:tag"}'])(
    'tag: %s is text',
    (written) => {
      expect(problems(backend(`tag: ${written}`))).toStrictEqual([]);
    },
  );
});

describe('one wrong value', () => {
  test.each([
    ['tag: shop/backend:6.9.4', `3:10: shop.backend.tag must ${TAG}, got "shop/backend:6.9.4"; ${TAG_REMEDY}`],
    ['tag: ""', `3:10: shop.backend.tag must ${TAG}, got ""; ${TAG_REMEDY}`],
    ['tag: -rc1', `3:10: shop.backend.tag must ${TAG}, got "-rc1"; ${TAG_REMEDY}`],
    ['color: gren', '3:12: shop.backend.color must be a colour name or "#rrggbb", got "gren"; did you mean "green"?'],
    ['color: "#12345"', `3:12: shop.backend.color must be a colour name or "#rrggbb", got "#12345"; use ${COLORS}, or hexadecimal in quotes`],
    ['color: #2f5d8a', `3:12: shop.backend.color must be a string, got nothing; use ${COLORS}, or hexadecimal in quotes`],
    ['color: 112233', `3:12: shop.backend.color must be a string, got 112233 (a number); use ${COLORS}, or hexadecimal in quotes`],
    ['replicas: 0', '3:15: shop.backend.replicas must be a whole number, at least 1, got 0; 1 is the least'],
    ['replicas: 2.5', '3:15: shop.backend.replicas must be a whole number, at least 1, got 2.5; round it'],
    ['replicas: 4294967296', '3:15: shop.backend.replicas must be a whole number, at least 1, got 4294967296; 2147483647 is the most'],
    ['replicas: two', '3:15: shop.backend.replicas must be a whole number or a map of min, max, got "two"; write it like 2 or { min: 2, max: 4 }'],
    ['replicas: { min: 2 }', '3:15: shop.backend.replicas.max must be given, got nothing; add it'],
    ['replicas: { min: 4, max: 2 }', '3:22: shop.backend.replicas.min must be at most shop.backend.replicas.max, got 4 over 2; swap them'],
    ['canary:', `3:12: shop.backend.canary must be a map of ${NUMBERS}, got nothing; write it like { interval: … }, or remove it`],
    ['canary: 10', `3:13: shop.backend.canary must be a map of ${NUMBERS}, got 10 (a number); write it like { interval: … }, or remove it`],
    ['canary: { interval: 9s }', `3:25: shop.backend.canary.interval must ${INTERVAL}, got "9s"; write it like "30s" or "1m"`],
    ['canary: { interval: 1h }', `3:25: shop.backend.canary.interval must ${INTERVAL}, got "1h"; write it like "30s" or "1m"`],
    ['canary: { interval: 1.5m }', `3:25: shop.backend.canary.interval must ${INTERVAL}, got "1.5m"; write it like "30s" or "1m"`],
    ['canary: { interval: 30 }', `3:25: shop.backend.canary.interval must be a string, got 30 (a number); write it like "30s" or "1m"`],
    ['canary: { threshold: 0 }', '3:26: shop.backend.canary.threshold must be a whole number, at least 1, got 0; 1 is the least'],
    ['canary: { threshold: "3" }', '3:26: shop.backend.canary.threshold must be a whole number, at least 1, got "3"; write it without quotes: 3'],
    ['canary: { stepWeight: 10% }', '3:27: shop.backend.canary.stepWeight must be a whole number from 1 to 100, got "10%"; write the number alone: 10'],
    ['canary: { stepWeight: .nan }', '3:27: shop.backend.canary.stepWeight must be a whole number from 1 to 100, got .nan (the number NaN, to YAML); write it like 1'],
    ['canary: { maxWeight: 101 }', '3:26: shop.backend.canary.maxWeight must be a whole number from 1 to 100, got 101; 100 is the most'],
    ['canary: { maxWeight: 010 }', '3:26: shop.backend.canary.maxWeight must be a whole number from 1 to 100, got 010 (the number 10, to YAML); write it as 10'],
    ['canary: { maxWeight: 0x65 }', '3:26: shop.backend.canary.maxWeight must be a whole number from 1 to 100, got 0x65 (the number 101, to YAML); 100 is the most'],
    ['canary: { stepWeights: 10 }', '3:28: shop.backend.canary.stepWeights must be a list of whole numbers from 1 to 100, got 10 (a number); write it like [1, 5, 25, 50]'],
    ['canary: { stepWeights: [] }', '3:28: shop.backend.canary.stepWeights must be a list of whole numbers from 1 to 100, got an empty list; write it like [1, 5, 25, 50]'],
    ['canary: { stepWeights: [5, 101] }', '3:32: shop.backend.canary.stepWeights[1] must be a whole number from 1 to 100, got 101; 100 is the most'],
    ['canary: { stepWeights: [5, 20, 20] }', '3:36: shop.backend.canary.stepWeights[2] must be greater than the one before, got 20 after 20; sort them, each once'],
    ['canary: { stepWeight: 5, stepWeights: [5] }', '3:30: shop.backend.canary.stepWeights must stand alone, got it together with stepWeight; remove one, since a rollout goes by one of them'],
    ['canary: { iterations: 5, stepWeight: 5 }', '3:30: shop.backend.canary.stepWeight must stand alone, got it together with iterations; remove one, since a rollout goes by one of them'],
    ['canary: { stepWeights: [5], maxWeight: 5 }', '3:33: shop.backend.canary.maxWeight must stand alone, got it together with stepWeights; remove one, since the last of the stepWeights is the greatest share'],
  ])('%s', (line, problem) => {
    expect(problems(backend(line))).toStrictEqual([`dev.yaml:${problem}`]);
  });
});

describe('a tag that skips the analysis', () => {
  const SKIP = 'canary: { skipAnalysis: 6.9.4 }';
  const PATH = 'shop.backend.canary.skipAnalysis must be the tag of the app, got';

  test('is the tag of the app', () => {
    expect(problems(backend('tag: 6.9.4', SKIP))).toStrictEqual([]);
  });

  test.each([
    ['another tag', ['tag: 6.9.5', SKIP], `4:29: ${PATH} "6.9.4" beside tag "6.9.5"; remove it: any other version is analysed`],
    ['no tag', ['color: blue', SKIP], `4:29: ${PATH} "6.9.4" without a tag; write the tag beside it, or remove it`],
    ['a wrong tag, once', ['tag: 6.9', SKIP], '3:10: shop.backend.tag must be a string, got 6.9 (a number); quote it: "6.9"'],
    [
      "Flagger's own way to write it",
      ['tag: 6.9.4', 'canary: { skipAnalysis: true }'],
      "4:29: shop.backend.canary.skipAnalysis must be a string, got true (a boolean); write the app's tag, which alone is rolled out without analysis, or leave it out",
    ],
  ])('beside %s is refused', (_what, lines, problem) => {
    expect(problems(backend(...lines))).toStrictEqual([`dev.yaml:${problem}`]);
  });
});

describe('names', () => {
  test.each([
    ['a mistyped field', backend('colour: blue'), `3:5: shop.backend.colour must be one of ${FIELDS}, got "colour"; did you mean "color"?`],
    ['a field of another level', backend('stepWeight: 5'), `3:5: shop.backend.stepWeight must be one of ${FIELDS}, got "stepWeight"; it belongs under "canary"`],
    ['a field unlike any other', backend('image: x'), `3:5: shop.backend.image must be one of ${FIELDS}, got "image"; remove it`],
    ['a field named like a property of every object', backend('constructor: x'), `3:5: shop.backend.constructor must be one of ${FIELDS}, got "constructor"; remove it`],
    ['a mistyped number', backend('canary: { treshold: 5 }'), `3:15: shop.backend.canary.treshold must be one of ${NUMBERS}, got "treshold"; did you mean "threshold"?`],
    ['a workspace that is no DNS label', 'Shop:\n', `1:1: a workspace name must ${LABEL}, got "Shop"; for example "shop"`],
    ['an app that is no DNS label', 'shop:\n  back_end:\n', `2:3: an app name of shop must ${LABEL}, got "back_end"; for example "back-end"`],
    ['a name that is no text', '2026:\n', '1:1: a key of the file must be text, got 2026 (a number); quote it: "2026"'],
    ['a field that is no text', backend('true: 1'), '3:5: a key of shop.backend must be text, got true (a boolean); quote it: "true"'],
    ['a key that is a list', '? [shop]\n: {}\n', '1:3: a key of the file must be a name, got a collection; write a name'],
    ['a field given twice', backend('tag: 6.9.4', 'tag: 6.9.5'), '4:5: shop.backend.tag must be given once, got it again after line 3; remove one of them'],
    ['an app given twice', 'shop:\n  a: {}\n  a: {}\n', '3:3: shop.a must be given once, got it again after line 2; remove one of them'],
    ['a workspace given twice', 'shop: {}\nshop: {}\n', '2:1: shop must be given once, got it again after line 1; remove one of them'],
  ])('%s', (_title, text, problem) => {
    expect(problems(text)).toStrictEqual([`dev.yaml:${problem}`]);
  });
});

describe('shape and syntax', () => {
  test.each([
    ['a file that is text', 'shop\n', '1:1: the file must be a map of workspaces, got "shop"; write it like "shop: { backend: { tag: 6.9.4 } }"'],
    ['a file that is a list', '- shop\n', '1:1: the file must be a map of workspaces, got a list; write it like "shop: { backend: { tag: 6.9.4 } }"'],
    ['a workspace that is text', 'shop: backend\n', '1:7: shop must be a map of apps, got "backend"; write it like "backend: { tag: 6.9.4 }"'],
    ['an app that is a tag', 'shop:\n  backend: 6.9.4\n', `2:12: shop.backend must be a map of ${FIELDS}, got "6.9.4"; write it like { tag: … }, or remove it`],
    ['an indent made of a tab', 'shop:\n\tbackend: {}\n', '2:1: the file must be indented with spaces, got a tab; replace it with spaces'],
    ['a second document', 'shop: {}\n---\nshop: {}\n', '2:1: the file must hold one YAML document, got another one after "---"; put it in a file of its own'],
    ['an anchor', 'shop: { a: &a { tag: x } }\n', `1:15: shop.a must stand for itself, got the anchor &a; ${OWN}`],
    ['an alias', 'shop: { a: *a }\n', `1:12: shop.a must stand for itself, got the alias *a; ${OWN}`],
    ['a merge key', 'shop: { a: { <<: { tag: x } } }\n', `1:14: a key of shop.a must be a name, got the merge key <<; ${OWN}`],
    ['an unknown tag', 'shop: { a: { tag: !env TAG } }\n', '1:19: the file must use plain YAML values, got an unknown tag (Unresolved tag: !env); remove it'],
    ['a bracket left open', 'shop: { a: {}\n', '2:1: the file must be well-formed YAML, got "Flow map in block collection must be sufficiently indented and end with a }"; mend it here or just before'],
    ['two colons', 'shop: backend: tag\n', '1:7: the file must be well-formed YAML, got "Nested mappings are not allowed in compact mappings"; mend it here or just before'],
  ])('%s', (_title, text, problem) => {
    expect(problems(text)).toContain(`dev.yaml:${problem}`);
  });

  test('one broken line gives one message', () => {
    expect(problems('a: {}\n- b\n')).toHaveLength(1);
  });

  test('nesting without end is a problem, not a crash', () => {
    expect(problems('['.repeat(5000)).length).toBeGreaterThan(0);
    expect(problems(`shop: ${'{ a: '.repeat(5000)}`).length).toBeGreaterThan(0);
  });
});

test('all problems come at once, in the order of the file', () => {
  const text = 'shop:\n  a: { replicas: 0, tag: 1 }\n  B: {}\nother: 1\n';
  expect(problems(text).map((problem) => problem.replace(/ must.*/, ''))).toStrictEqual([
    'dev.yaml:2:18: shop.a.replicas',
    'dev.yaml:2:26: shop.a.tag',
    'dev.yaml:3:3: an app name of shop',
    'dev.yaml:4:8: other',
  ]);
});

test.each([
  ['nothing', ''],
  ['comments only', '# no overrides yet\n'],
  ['an empty map', '{}\n'],
  ['a workspace without apps', 'shop:\n'],
  ['an app without fields', 'shop:\n  backend: # all as the code says\n'],
  ['a byte order mark and Windows line ends', '\uFEFFshop:\r\n  backend:\r\n    tag: 6.9.4\r\n'],
  ['JSON', '{"shop": {"backend": {"tag": "6.9.4", "replicas": {"min": 1, "max": 1}}}}'],
  ['YAML 1.1 by directive, where yes would be a boolean', '%YAML 1.1\n---\nshop: { backend: { tag: yes } }\n'],
])('a file may be %s', (_title, text) => {
  expect(problems(text)).toStrictEqual([]);
});
