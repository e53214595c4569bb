/** A value that must be text. */
export interface TextRule {
  readonly type: 'text';
  /** Values that editors offer; allowed besides what {@link pattern} matches. */
  readonly names?: readonly string[];
  /** What the text must match. */
  readonly pattern: RegExp;
  /** The rule in words that follow "must". */
  readonly must: string;
  /** What to do about a value that breaks the rule. */
  readonly remedy: string;
}

/** A value that must be a whole number between two bounds, both included. */
export interface WholeRule {
  readonly type: 'whole';
  readonly min: number;
  readonly max: number;
}

/** A value that must be a list of whole numbers, each greater than the one before. */
export interface IncreasingRule {
  readonly type: 'increasing';
  readonly item: WholeRule;
}

/** A value that must be a map of known fields. */
export interface MapRule {
  readonly type: 'map';
  readonly fields: FieldTable;
  /** Fields that must be there. */
  readonly required?: readonly string[];
  /** Groups of fields of which at most one may be there, and why. */
  readonly exclusive?: readonly { readonly fields: readonly string[]; readonly because: string }[];
  /** Two whole numbers of which the first must not exceed the second. */
  readonly ordered?: readonly [string, string];
}

/** A value that may be one whole number or a map. */
export interface WholeOrMapRule {
  readonly type: 'whole-or-map';
  readonly whole: WholeRule;
  readonly map: MapRule;
}

/** What one field may hold. */
export type Rule = TextRule | WholeRule | IncreasingRule | MapRule | WholeOrMapRule;

/** One field: what it may hold, and what editors say about it. */
export interface Field {
  readonly rule: Rule;
  /** One line, in a reader's words. */
  readonly title: string;
  /** What it does, with its unit. */
  readonly description: string;
  /** Values that editors show. */
  readonly examples: readonly unknown[];
}

/** Fields by name. */
export type FieldTable = Readonly<Record<string, Field>>;
