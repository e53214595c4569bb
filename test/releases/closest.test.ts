import fc from 'fast-check';
import { closest } from '../../src/releases/closest';

const FIELDS = ['tag', 'color', 'replicas', 'canary'];

test.each([
  ['colour', 'color'],
  ['tga', 'tag'],
  ['Canary', 'canary'],
  ['replica', 'replicas'],
  ['frontned', undefined],
  ['image', undefined],
  ['', undefined],
])('%s is most likely %s', (word, meant) => {
  expect(closest(word, FIELDS)).toBe(meant);
});

test('a word of the list is its own closest', () => {
  expect(FIELDS.map((field) => closest(field, FIELDS))).toStrictEqual(FIELDS);
});

test('the first of equals wins, so the answer does not change from run to run', () => {
  expect(closest('ac', ['ab', 'ad'])).toBe('ab');
});

test('two neighbours swapped are one slip', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 12 }), fc.nat(10), (word, at) => {
      const i = at % (word.length - 1);
      const slip = `${word.slice(0, i)}${word.charAt(i + 1)}${word.charAt(i)}${word.slice(i + 2)}`;
      expect(closest(slip, [word])).toBe(word);
    }),
  );
});
