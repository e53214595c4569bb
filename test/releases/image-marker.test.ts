import fc from 'fast-check';
import { editRelease } from '../../src/releases/edit-release';
import { holdMarker } from '../../src/releases/hold-marker';
import { readRelease } from '../../src/releases/read-release';

const MARKER = '# {"$imagepolicy": "images-dev-shop:backend:tag"}';
const HELD = '# held {"$imagepolicy": "images-dev-shop:backend:tag"}';
const backend = { workspace: 'shop', app: 'backend' };

function file(line: string, ...more: string[]): string {
  return ['shop:', '  backend:', `    ${line}`, ...more, ''].join('\n');
}

const problemsOf = (text: string) => readRelease(text).problems.map(({ at, text: problem }) => `${at.line}:${at.column}: ${problem}`);
const markersOf = (text: string) =>
  readRelease(text).markers.map(({ workspace, app, namespace, policy, held }) => [workspace, app, namespace, policy, held]);

test.each([`tag: 6.9.4 ${MARKER}`, `tag: "6.10" ${MARKER}`, `tag: '6.10'  ${MARKER}  `, `"tag": 6.9.4 ${MARKER}`])('%s is a marker', (line) => {
  expect(problemsOf(file(line))).toStrictEqual([]);
  expect(markersOf(file(line, '    color: blue # {}'))).toStrictEqual([['shop', 'backend', 'images-dev-shop', 'backend', false]]);
});

test('a held one is one too', () => {
  expect(markersOf(file(`tag: 6.9.4 ${HELD}`))).toStrictEqual([['shop', 'backend', 'images-dev-shop', 'backend', true]]);
});

test.each([
  `# markers look like {"$imagepolicy": "a:b:tag"}`,
  `# tag: 6.9.4 ${MARKER}`,
  `color: "# {\\"$imagepolicy\\": \\"a:b:tag\\"}"`,
])('%s is none', (line) => {
  expect(markersOf(file('tag: 6.9.4', `    ${line}`))).toStrictEqual([]);
});

test.each([
  ['behind a colour', file('tag: 6.9.4', `    color: blue ${MARKER}`), '4:17: an image policy marker must stand behind the tag of an app'],
  ['above its tag', file(MARKER, '    tag: 6.9.4'), '3:5: an image policy marker must stand behind the tag of an app'],
  ['behind a map', `shop:\n  backend: { tag: 6.9.4 } ${MARKER}\n`, '2:27: an image policy marker must stand behind the tag'],
  ['behind the tag of nobody', `shop: ${MARKER}\n  backend:\n    tag: 6.9.4\n`, '1:7: an image policy marker must stand behind the tag'],
  ['of the whole image', file('tag: 6.9.4 # {"$imagepolicy": "shop:backend"}'), '3:16: the marker of shop.backend.tag must be # {"$imagepolicy": "<namespace>:<policy>:tag"}, got # {'],
  ['of the name', file('tag: 6.9.4 # {"$imagepolicy": "shop:backend:name"}'), '3:16: the marker of shop.backend.tag must be'],
  ['that is misspelled', file('tag: 6.9.4 # {"$imagePolicy": "shop:backend:tag"}'), '3:16: the marker of shop.backend.tag must be'],
  ['that is no JSON', file("tag: 6.9.4 # {'$imagepolicy': 'shop:backend:tag'}"), '3:16: the marker of shop.backend.tag must be'],
  ['with words around it', file(`tag: 6.9.4 # stable ${MARKER.slice(2)}`), '3:16: the marker of shop.backend.tag must be'],
])('a marker %s is refused with its place', (_what, text, message) => {
  expect(problemsOf(text)).toStrictEqual([expect.stringContaining(message)]);
});

test.each(['\n', '\r\n'])('to hold a tag changes its marker alone, and to follow takes that back (line ends %j)', (end) => {
  const text = `\uFEFF# dev${end}${file(`tag: 6.9.4 ${MARKER}`, '    color: blue # calm').replaceAll('\n', end)}`;
  const held = holdMarker(text, backend, true) ?? '';
  expect(held).toBe(text.replace(MARKER, HELD));
  expect(holdMarker(held, backend, true)).toBe(held);
  expect(holdMarker(held, backend, false)).toBe(text);
});

test('a tag without a marker cannot be held', () => {
  expect(holdMarker(file('tag: 6.9.4'), backend, true)).toBeUndefined();
});

const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);

test('an edit of any field keeps every marker, byte for byte', () => {
  const edits = fc.array(
    fc.oneof(
      tag.map((value) => ({ path: ['shop', 'backend', 'tag'], value })),
      fc.constantFrom('blue', 'green').map((value) => ({ path: ['shop', 'backend', 'color'], value })),
      tag.map((value) => ({ path: ['shop', 'frontend', 'tag'], value })),
    ),
  );
  const start = file(`tag: 6.9.4 ${MARKER}`, '  frontend:', `    tag: "6.10" ${HELD.replaceAll('backend', 'frontend')}`);
  fc.assert(
    fc.property(edits, (all) => {
      const text = all.reduce((now, edit) => {
        const result = editRelease(now, edit);
        return 'text' in result ? result.text : now;
      }, start);
      expect(markersOf(text)).toStrictEqual(markersOf(start));
    }),
  );
});
