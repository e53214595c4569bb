import type { Problem } from '../model/problem';

/** What a value may be, as far as nothing can be done with any other. */
export type Kind = 'text' | 'number' | 'flag' | 'list' | 'map' | 'false';

/** What a prop may be. */
interface PropShape {
  /** The kinds of value that it may be. */
  readonly is: readonly Kind[];
  /** What to go on with where it is missing, for a prop that must be given. @default - it may be left out */
  readonly required?: unknown;
}

/** What props may be, by name. A prop that is not named is not looked at. */
export type Shape<Props> = Readonly<Partial<Record<keyof Props, PropShape>>>;

const NAMES: Readonly<Record<Kind, string>> = {
  text: 'text',
  number: 'a number',
  flag: 'true or false',
  list: 'a list',
  map: 'an object',
  false: 'false',
};

/**
 * Props that a constructor can go on with, and what is wrong with those that were given: in JavaScript the compiler does not
 * say it, and a TypeError would hide every other problem.
 *
 * @param given the props.
 * @param shape what they may be.
 */
export function inShape<Props extends object>(
  given: Props,
  shape: Shape<Props>,
): { readonly props: Props; readonly problems: readonly Problem[] } {
  const found = (isKind(given, 'map') ? given : {}) as Readonly<Record<string, unknown>>;
  const wrong = new Map<string, unknown>();
  const problems: Problem[] = [];
  for (const [prop, { is, required }] of Object.entries<PropShape | undefined>(shape).flatMap(defined)) {
    const got = found[prop];
    if (got === undefined ? required === undefined : is.some((kind) => isKind(got, kind))) continue;
    wrong.set(prop, required);
    const rule = is.map((kind) => NAMES[kind]).join(' or ');
    problems.push({ prop, must: `be ${rule}`, got, remedy: got === undefined ? 'give it' : 'write it so' });
  }
  // Most props are as they must be, and stay what they are.
  return { props: problems.length === 0 ? given : { ...given, ...Object.fromEntries(wrong) }, problems };
}

function defined([prop, shape]: [string, PropShape | undefined]): [string, PropShape][] {
  return shape === undefined ? [] : [[prop, shape]];
}

function isKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'false':
      return value === false;
  }
}
