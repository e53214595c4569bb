import { COLOR_NAMES, colorHex } from '../../src/model/color';

test('every name is a colour in hexadecimal', () => {
  for (const name of COLOR_NAMES) expect(colorHex(name)).toMatch(/^#[0-9a-f]{6}$/);
  expect(new Set(COLOR_NAMES.map(colorHex)).size).toBe(COLOR_NAMES.length);
});

test('blue and green, which the demo changes between, are there', () => {
  expect(COLOR_NAMES).toStrictEqual(expect.arrayContaining(['blue', 'green']));
});

test('white text can be read on every colour (WCAG AA for large text)', () => {
  for (const name of COLOR_NAMES)
    expect([name, contrastWithWhite(colorHex(name) ?? '') >= 4.5]).toStrictEqual([name, true]);
});

test('hexadecimal stands for itself, in lower case', () => {
  expect(colorHex('#AABBCC')).toBe('#aabbcc');
});

test.each(['blurple', '#abc', 'toString', ''])('%j is no colour', (color) => {
  expect(colorHex(color)).toBeUndefined();
});

/** The contrast ratio of white text on a colour, by WCAG's formula. */
function contrastWithWhite(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
