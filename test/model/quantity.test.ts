import fc from 'fast-check';
import { quantityText, thousandths } from '../../src/model/quantity';

test.each<[unknown, number]>([
  ['100m', 100],
  ['1.5', 1500],
  [2, 2000],
  ['2Ki', 2_048_000],
  ['1.5Gi', 1_610_612_736_000],
  ['1e3', 1_000_000],
  ['5E2', 500_000],
  ['1E', 1e21],
  ['.5', 500],
  ['4.35', 4350],
  ['100u', 1],
  ['1500u', 2],
])('%s is %d thousandths', (quantity, expected) => {
  expect(thousandths(quantity)).toBe(expected);
});

test.each(['', '-1', '1 Gi', '1gi', 'Gi', '1.2.3', undefined, {}])('%j is no quantity', (value) => {
  expect(thousandths(value)).toBeNaN();
});

test.each<[number, boolean, string]>([
  [1200, false, '1200m'],
  [5000, false, '5'],
  [0, true, '0'],
  [4 * 2 ** 30 * 1000, true, '4Gi'],
  [1536 * 2 ** 20 * 1000, true, '1536Mi'],
  [1_000_000, true, '1000'],
  [2_048_000, false, '2048'],
])('%d thousandths (of bytes: %j) are %s', (amount, bytes, expected) => {
  expect(quantityText(amount, { bytes })).toBe(expected);
});

test('what is written is read as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 46 }), fc.boolean(), (amount, bytes) => {
      expect(thousandths(quantityText(amount, { bytes }))).toBe(amount);
    }),
  );
});
