import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';

/** The namespace of a construct's objects: the one it asks for, or its Chart's; empty when there is neither. */
export function namespaceOf(construct: IConstruct, namespace: string | undefined): string {
  return namespace ?? Chart.of(construct).namespace ?? '';
}

/** Checks what {@link namespaceOf} found. */
export function checkNamespace(namespace: string): Problem[] {
  if (namespace !== '') return checkLabelName('namespace', namespace);
  return [{ prop: 'namespace', must: 'be given', got: undefined, remedy: 'set it here or on the Chart' }];
}
