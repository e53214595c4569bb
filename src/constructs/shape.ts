import type { Problem } from '../model/problem';

/** What a value may be, as far as nothing can be done with any other. */
export type Kind = 'text' | 'number' | 'flag' | 'list' | 'map' | 'false';

/** What a prop may be. */
interface PropShape {
  /** The kinds of value that it may be. */
  readonly is: readonly Kind[];
  /** What the props of an object may be. @default - anything */
  readonly of?: Shape<Readonly<Record<string, unknown>>>;
  /** What each entry of a list, or of an object, may be. @default - anything */
  readonly each?: PropShape;
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

/** A value to go on with, and what is wrong with the one that was given. */
interface Shaped {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

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
  const { value, problems } = fieldsInShape('', isKind(given, 'map') ? given : {}, shape);
  return { props: value as Props, problems };
}

/** What is right stays the very object that was given. */
function fieldsInShape(path: string, given: object, shape: Readonly<Partial<Record<string, PropShape>>>): Shaped {
  const found = given as Readonly<Record<string, unknown>>;
  const wrong = Object.entries(shape)
    .flatMap(defined)
    .map(([prop, one]) => [prop, optional(`${path}${prop}`, found[prop], one)] as const)
    .filter(([, { problems }]) => problems.length > 0);
  if (wrong.length === 0) return { value: given, problems: [] };
  const mended = wrong.map(([prop, { value }]) => [prop, value] as const);
  return { value: { ...given, ...Object.fromEntries(mended) }, problems: wrong.flatMap(([, one]) => one.problems) };
}

function optional(prop: string, got: unknown, shape: PropShape): Shaped {
  return got === undefined && shape.required === undefined
    ? { value: got, problems: [] }
    : valueInShape(prop, got, shape);
}

function valueInShape(prop: string, got: unknown, { is, required, of = {}, each }: PropShape): Shaped {
  if (!is.some((kind) => isKind(got, kind))) {
    const rule = is.map((kind) => NAMES[kind]).join(' or ');
    const remedy = got === undefined ? 'give it' : 'write it so';
    return { value: required, problems: [{ prop, must: `be ${rule}`, got, remedy }] };
  }
  if (Array.isArray(got)) return each === undefined ? { value: got, problems: [] } : entriesOfList(prop, got, each);
  if (typeof got !== 'object' || got === null) return { value: got, problems: [] };
  return each === undefined ? fieldsInShape(`${prop}.`, got, of) : entriesOfMap(prop, got, each);
}

// Entries that cannot be gone on with are left out.

function entriesOfMap(prop: string, got: object, each: PropShape): Shaped {
  const entries = Object.entries(got).map(
    ([key, entry]) => [key, valueInShape(`${prop}.${key}`, entry, each)] as const,
  );
  const problems = entries.flatMap(([, entry]) => entry.problems);
  if (problems.length === 0) return { value: got, problems };
  const kept = entries.filter(([, { value }]) => value !== undefined);
  return { value: Object.fromEntries(kept.map(([key, { value }]) => [key, value])), problems };
}

function entriesOfList(prop: string, got: readonly unknown[], each: PropShape): Shaped {
  const entries = got.map((entry, index) => valueInShape(`${prop}[${index}]`, entry, each));
  const problems = entries.flatMap((entry) => entry.problems);
  if (problems.length === 0) return { value: got, problems };
  return { value: entries.map(({ value }) => value).filter((value) => value !== undefined), problems };
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
