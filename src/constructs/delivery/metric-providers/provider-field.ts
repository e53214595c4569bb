import { checkSubdomainName } from '../../../model/name';
import type { Problem } from '../../../model/problem';
import { checkUrl } from '../../traffic/address';

/** Checks one field of a metric provider. */
type FieldCheck<T> = (prop: string, value: T) => Problem[];

interface OptionalField<T> {
  readonly check: FieldCheck<T>;
  readonly missing?: undefined;
}

interface RequiredField<T> {
  readonly check: FieldCheck<T>;
  /** What to do when it is missing. */
  readonly missing: string;
}

/**
 * What Flagger reads of a provider of one type, and whether it can do without. Named as in the provider's type, so that the
 * compiler sees when the two differ.
 */
export type ProviderFields<P extends { readonly type: string }> = {
  readonly [K in Exclude<keyof P, 'type'>]-?: undefined extends P[K]
    ? OptionalField<NonNullable<P[K]>>
    : RequiredField<P[K]>;
};

/** A field that Flagger refuses to do without, or cannot use the provider without. */
export function required<T>(check: FieldCheck<T>, missing: string): RequiredField<T> {
  return { check, missing };
}

/** A field that Flagger can do without. */
export function optional<T>(check: FieldCheck<T>): OptionalField<T> {
  return { check };
}

/** A required URL that Flagger takes as it is. */
export function address(example: string): RequiredField<string> {
  return required((prop, value) => checkUrl(prop, value, example), `for example ${example}`);
}

/** Checks a URL that Flagger puts the path of its request directly behind. */
export function checkPrefix(example: string): FieldCheck<string> {
  return (prop, value) => {
    const problems = checkUrl(prop, value, example);
    return problems.length > 0 ? problems : checkNothingBehind(prop, value);
  };
}

/** Checks that a path can be put directly behind a URL. */
export function checkNothingBehind(prop: string, value: string): Problem[] {
  if (!/[?#]|\/$/.test(value)) return [];
  const remedy = 'Flagger puts the path of its request directly behind it: leave that off';
  return [{ prop, must: 'not end in "/" or have a query', got: value, remedy }];
}

/** Checks the name of the Secret with the credentials. */
export const checkSecretName: FieldCheck<string> = (prop, value) => checkSubdomainName(prop, value);

/** The credentials that Flagger refuses to work without. */
export function credentials(keys: string): RequiredField<string> {
  return required(checkSecretName, `name the Secret with ${keys}`);
}

/** Whether the server's certificate is left unchecked. */
export const unchecked: OptionalField<boolean> = optional(() => []);
