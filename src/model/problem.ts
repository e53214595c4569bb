/**
 * One thing wrong with an input, in the form every message of this toolkit has:
 * `<prop> must <rule>, got <value>; <remedy>`.
 */
export interface Problem {
  /** The prop, or the path of props (`resources.limits.memory`), that is wrong. */
  readonly prop: string;
  /** The rule it breaks, worded to follow "must": `be at most 55 characters`. */
  readonly must: string;
  /** The value found. */
  readonly got: unknown;
  /** What to do about it. */
  readonly remedy: string;
}

/** Renders a problem as one line, without the construct path that whoever reports it puts in front. */
export function problemText(problem: Problem): string {
  return `${problem.prop} must ${problem.must}, got ${valueText(problem.got)}; ${problem.remedy}`;
}

/** A value as messages show it: strings quoted, long ones shortened, anything that JSON cannot hold named. */
export function valueText(value: unknown): string {
  const text = rawText(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function rawText(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'function':
      return 'a function';
    case 'string':
      return jsonText(value);
    case 'object':
      return value instanceof Date ? 'a Date' : jsonText(value);
    default:
      return String(value);
  }
}

function jsonText(value: string | object | null): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'a value that contains itself';
  }
}
