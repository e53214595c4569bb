import * as util from 'node:util';

/** How text is set off on a terminal. */
export interface Style {
  /** What the eye looks for first. */
  readonly strong: (text: string) => string;
  /** What it may skip. */
  readonly faint: (text: string) => string;
  /** What is wrong. */
  readonly alarm: (text: string) => string;
}

/** Colours for a stream that takes them, and for one that does not, text as it is. */
export function styleFor(colors: boolean): Style {
  const paint = (format: 'bold' | 'dim' | 'red') => (text: string) =>
    // Node before 20.12 has no styleText. Whether to colour is decided already, so it need not look at the stream.
    colors && text !== '' && 'styleText' in util ? util.styleText(format, text, { validateStream: false }) : text;
  return { strong: paint('bold'), faint: paint('dim'), alarm: paint('red') };
}

/**
 * Whether a stream gets colours: on a terminal only. `FORCE_COLOR` and `NO_COLOR` decide otherwise, and the first of them
 * wins, as it does in Node.
 */
export function wantsColors(environment: NodeJS.ProcessEnv, stream: { readonly isTTY?: boolean }): boolean {
  const { FORCE_COLOR: force, NO_COLOR: never = '', TERM: terminal } = environment;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return never === '' && terminal !== 'dumb' && stream.isTTY === true;
}
