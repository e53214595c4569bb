/** A value that passed its rule: frozen, and as the rule's type says. */
export type CheckedValue = string | number | readonly number[] | CheckedMap;

/** A map that passed its rule, or the fields of one that did. */
export interface CheckedMap {
  readonly [field: string]: CheckedValue;
}
