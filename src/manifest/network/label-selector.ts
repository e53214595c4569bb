/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** A selector by labels, as Kubernetes' objects take it. One that asks for nothing selects everything. */
export interface LabelSelector {
  /** Labels and the values that they must have. */
  readonly matchLabels?: Labels;
  /** Further conditions, all of which must hold. */
  readonly matchExpressions?: readonly LabelExpression[];
}

/** One condition of a selector. */
interface LabelExpression {
  /** The label. */
  readonly key: string;
  /** What is asked of it. */
  readonly operator: 'DoesNotExist' | 'Exists' | 'In' | 'NotIn';
  /** The values of `In` and `NotIn`. */
  readonly values?: readonly string[];
}

/** Whether a selector selects what has the labels. */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  const equal = Object.entries(matchLabels).every(([key, value]) => valueOf(labels, key) === value);
  return equal && matchExpressions.every((expression) => holds(expression, labels));
}

function holds({ key, operator, values = [] }: LabelExpression, labels: Labels): boolean {
  const value = valueOf(labels, key);
  switch (operator) {
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      // What lacks the label has none of the values, either.
      return value === undefined || !values.includes(value);
  }
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
