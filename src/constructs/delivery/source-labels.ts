import { problemText } from '../../model/problem';

/** Requests from pods that have certain labels. Made by {@link sourceLabels}. */
export interface SourceLabelsMatch {
  /** Tells this match from the others. */
  readonly kind: 'source-labels';
  /** The labels, all of which the pod has. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Requests by the labels of the pod that sends them: only Istio can tell these apart, inside the mesh.
 *
 * @param labels the labels, all of which the pod has.
 * @throws when no label is given.
 * @example
 * abTest({ iterations: 10, match: [sourceLabels({ app: 'tester' })] });
 */
export function sourceLabels(labels: Readonly<Record<string, string>>): SourceLabelsMatch {
  if (Object.keys(labels).length === 0) {
    const remedy = "every request would match: write it like { app: 'tester' }";
    throw new Error(problemText({ prop: 'sourceLabels', must: 'name a label', got: labels, remedy }));
  }
  return { kind: 'source-labels', labels };
}
