/** What starts no number (`e1` and `.e1` are some to `yaml`) and no indicator, then all but comments and mappings. */
const PLAIN =
  /^(?!-?[eE][-+]?[0-9]+$)(?:[A-Za-z/$(]|[0-9]|_[A-Za-z]|--?[A-Za-z]|\.(?:\/|[A-DF-HJ-MO-Za-df-hj-mo-z]))(?:[!-9;-~]|:(?=[!-~])| (?=[ !"$-~]))*$/;
/** What could be an integer, a float, a sexagesimal number or a time stamp in some version of YAML. */
const NUMBER_LIKE = /^[0-9a-fA-FxXoOtTzZ_:.,+ -]*$/;
const DOTTED_VERSION = /^[0-9]+(?:\.[0-9]+){2,}$/;
/** YAML 1.1 words that are no strings; every spelling is quoted, also those no parser knows (`yEs`). */
const RESERVED = new Set(['y', 'yes', 'n', 'no', 'on', 'off', 'true', 'false', 'null']);
const LONGEST_RESERVED = 5;

const PRINTABLE_ASCII = /^[ -~]*$/;
/** Invisible characters, and those that one parser or another takes for a line break or refuses. */
const INVISIBLE =
  '\\u007f-\\u00a0\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff0-\\uffff';
const ESCAPED = new RegExp(`[${INVISIBLE}]`, 'g');
const NOT_IN_A_BLOCK = new RegExp(`[\\u0000-\\u0008\\u000b-\\u001f${INVISIBLE}]`);
const LINE_OF_BLANKS = /(?:^|\n)[ \t]+(?:\n|$)/;
const ONLY_IN_ESCAPES = new RegExp(`[\\u0000-\\u001f${INVISIBLE}]`);
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** Whether the text holds half of a surrogate pair, which no encoding of YAML can carry. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

/** Whether the text can stand in a comment: no line break and nothing invisible. */
export function isCommentText(text: string): boolean {
  return text !== '' && !ONLY_IN_ESCAPES.test(text) && !hasLoneSurrogate(text);
}

function isPlain(text: string): boolean {
  if (!PLAIN.test(text)) return false;
  if (text.length <= LONGEST_RESERVED && RESERVED.has(text.toLowerCase())) return false;
  const first = text.charCodeAt(0);
  return first < 0x30 || first > 0x39 || !NUMBER_LIKE.test(text) || DOTTED_VERSION.test(text);
}

function escapeInvisible(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * One line that every YAML version reads back as the same string: plain, else single, else double quoted.
 * There is none for half of a surrogate pair.
 */
export function inlineText(text: string): string | undefined {
  if (isPlain(text)) return text;
  if (PRINTABLE_ASCII.test(text)) {
    if (!text.includes('"') && !text.includes('\\')) return `"${text}"`;
    return `'${text.replaceAll("'", "''")}'`;
  }
  if (hasLoneSurrogate(text)) return undefined;
  return JSON.stringify(text).replace(ESCAPED, escapeInvisible);
}

/** Whether the text is one for a literal block: more than one line, and nothing that a block cannot hold. */
export function isBlockText(text: string): boolean {
  if (!text.includes('\n') || text.startsWith('\n') || hasLoneSurrogate(text)) return false;
  return !NOT_IN_A_BLOCK.test(text) && !LINE_OF_BLANKS.test(text);
}

/**
 * A literal block, from its indicator on, without the last line break.
 *
 * @param margin what precedes each line: a line break and two more spaces than the collection that holds the block
 * @param remark a comment for the line of the indicator, or the empty string
 */
export function blockText(text: string, margin: string, remark: string): string {
  const chomping = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  // Without the number, a parser takes leading blanks for indentation, and Go's refuses a tab.
  const indentation = /^[ \t]/.test(text) ? '2' : '';
  const lines = (chomping === '-' ? text : text.slice(0, -1)).split('\n');
  let out = `|${indentation}${chomping}${remark}`;
  for (const line of lines) out += line === '' ? '\n' : margin + line;
  return out;
}

/** Whether Kubernetes and JavaScript agree on this number: finite, and exact if it is an integer of any Go type. */
export function isExactNumber(value: number): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) || Math.abs(value) >= 1e21;
  return Number.isFinite(value);
}

/**
 * A number as every YAML version reads it. YAML 1.1 takes `1e3` for a string: a float needs its dot.
 * Minus zero is written `0`, as in JSON.
 */
export function numberText(value: number): string {
  const text = String(value);
  if (Number.isSafeInteger(value) || text.includes('.')) return text;
  return text.replace('e', '.0e');
}
