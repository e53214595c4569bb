import type { Problem } from './problem';

/** Flagger appends `-primary` to a target's name, so a name it uses must leave room for 8 of DNS-1123's 63 characters. */
export const CANARY_NAME_MAX = 55;

/** A team's name with the longest suffix of ours must stay a name; Flux also writes it into labels. */
export const TEAM_NAME_MAX = 40;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)$/;

/**
 * Checks a name against DNS-1123 label syntax (lower case letters, digits and `-`).
 *
 * @param prop the prop that holds the name, for the message.
 * @param name the name.
 * @param max the longest allowed, in characters.
 * @returns what is wrong, if anything.
 */
export function checkLabelName(prop: string, name: string, max = 63): Problem[] {
  // In JavaScript it may be a number, which a regular expression takes for its digits.
  if (typeof name !== 'string' || !LABEL.test(name)) {
    return [
      {
        prop,
        must: 'be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit)',
        got: name,
        remedy: suggestion(name, max),
      },
    ];
  }
  if (name.length > max) {
    return [{ prop, must: `be at most ${max} characters`, got: name, remedy: `shorten it by ${name.length - max}` }];
  }
  return [];
}

/**
 * Checks the name of a workload that Flagger may roll out: it makes `<name>-primary` of it, and a workload of such a name is
 * taken for the primary of another.
 *
 * @param prop the prop that holds the name, for the message.
 * @param name the name.
 */
export function checkTargetName(prop: string, name: string): Problem[] {
  const problems = checkLabelName(prop, name, CANARY_NAME_MAX);
  if (problems.length > 0 || !name.endsWith('-primary')) return problems;
  const remedy = 'Flagger makes it of the app whose name stands in front: choose another name';
  return [{ prop, must: 'not end in "-primary"', got: name, remedy }];
}

/**
 * Checks a name against DNS-1123 subdomain syntax: labels joined by dots, at most 253 characters.
 *
 * @param prop the prop that holds the name, for the message.
 * @param name the name.
 * @returns what is wrong, if anything.
 */
export function checkSubdomainName(prop: string, name: string): Problem[] {
  // As above.
  if (typeof name === 'string' && SUBDOMAIN.test(name) && name.length <= 253) return [];
  return [
    {
      prop,
      must: 'be a DNS-1123 subdomain (lower case labels joined by dots, at most 253 characters)',
      got: name,
      remedy: suggestion(name, 253),
    },
  ];
}

/** Whether a string may be the value of a Kubernetes label. */
export function isLabelValue(value: string): boolean {
  return value.length <= 63 && (value === '' || QUALIFIED.test(value));
}

function suggestion(name: unknown, max: number): string {
  const mended = String(name)
    .toLowerCase()
    .replace(/[^-a-z0-9.]+/g, '-')
    .slice(0, max)
    .replace(/^[-.]+|[-.]+$/g, '');
  return mended === '' ? 'give it a name' : `for example ${JSON.stringify(mended)}`;
}
