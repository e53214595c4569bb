/** Colours by name. All are dark enough for the white text of Podinfo's page. */
const COLORS: Readonly<Record<string, string>> = {
  black: '#1f2328',
  blue: '#2f5d8a',
  brown: '#6d4c35',
  cyan: '#0f7c8a',
  green: '#2e7d4f',
  grey: '#5c6570',
  indigo: '#3f4aa3',
  magenta: '#9c2f7b',
  orange: '#b35c12',
  pink: '#b43b67',
  purple: '#6b3fa0',
  red: '#b3312c',
  teal: '#1f7a6d',
  yellow: '#8a6d0b',
};

const HEX = /^#[0-9a-fA-F]{6}$/;

/** The names that {@link colorHex} knows, in alphabetical order. */
export const COLOR_NAMES: readonly string[] = Object.keys(COLORS);

/**
 * A colour as `#rrggbb`, which is what Podinfo's `PODINFO_UI_COLOR` takes.
 *
 * @param color a name (`blue`, `green`, …) or `#rrggbb`.
 * @returns the colour in lower-case hexadecimal; nothing when it is neither.
 */
export function colorHex(color: string): string | undefined {
  if (HEX.test(color)) return color.toLowerCase();
  return Object.hasOwn(COLORS, color) ? COLORS[color] : undefined;
}

/** The name of a colour, given as `#rrggbb`; nothing when it has none. */
export function colorName(hex: string): string | undefined {
  return COLOR_NAMES.find((name) => COLORS[name] === hex.toLowerCase());
}
